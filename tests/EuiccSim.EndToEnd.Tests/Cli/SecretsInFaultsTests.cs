using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Whatever a person mistypes, no message of the tool repeats a key, a PIN or a code.</summary>
public sealed class SecretsInFaultsTests
{
    private const string Key = "1B2D3F4C5A6978879695A4B3C2D1E0F1";
    private const string Code = "31415926";

    [TestCase("profile edit {package} --in-place --set key= " + Key, Key)]
    [TestCase("profile edit {package} --in-place --set key=1 --set key " + Key, Key)]
    [TestCase("profile edit {package} --in-place --set key" + Key, Key)]
    [TestCase("profile edit {package} --in-place --set =" + Key, Key)]
    [TestCase("profile edit {package} --in-place --set opc=" + Key + "0", Key)]
    [TestCase("profile edit {package} --in-place --set pin1=" + Code + "0", Code)]
    [TestCase("profile edit {package} --in-place --key=" + Key, Key)]
    [TestCase("profile edit {package} --in-place --set puk1=" + Code + "G", Code)]
    [TestCase("profile build {spec}", Code)]
    [TestCase("profile check {text}", Key)]
    [TestCase("profile show {text}", Key)]
    [TestCase("decode {text}", Key)]
    [TestCase("smdp serve --listen 127.0.0.1:0 --es2 127.0.0.1:0 --orders {orders}", Code)]
    [TestCase("uicc read EF.IMSI --pin " + Code + "0", Code)]
    [TestCase("uicc read EF.IMSI --pin 1 " + Code, Code)]
    [TestCase("uicc read EF.IMSI --pin2 " + Code + "0", Code)]
    [TestCase("uicc read EF.IMSI --adm " + Code + "G", Code)]
    [TestCase("uicc update EF.Keys " + Key + "0", Key)]
    [TestCase("uicc authenticate " + Key + "0 " + Key, Key)]
    [TestCase("apdu 0020000108" + Code + Code + "F", Code)]
    [TestCase("apdu 0020000109" + Code + Code, Code)]
    [TestCase("lpa download LPA:1$a.b$X --confirmation-code 1 " + Code, Code)]
    public async Task A_fault_tells_no_secret(string words, string secret)
    {
        using Terminal terminal = new();
        await File.WriteAllBytesAsync(terminal.PathOf("package"), Packages.Number(1).Package.ToArray());
        await File.WriteAllTextAsync(terminal.PathOf("spec"), $"{{\"iccid\":\"8949000000000000018\",\"imsi\":\"001010000000001\",\"pin1\":\"{Code}0\"}}");
        await File.WriteAllTextAsync(terminal.PathOf("text"), $"[{{\"akaParameter\": {{\"aka-header\": {{\"identification\": 1}}, \"algoConfiguration\": {{\"algoParameter\": {{\"key\": \"{Key}G\"}}}}}}}}]");
        await File.WriteAllTextAsync(terminal.PathOf("orders"), $"[{{\"profile\":\"package\",\"confirmationCode\":{Code}}}]");
        string[] args = words.Split(' ');
        for (int i = 0; i < args.Length; i++)
            if (args[i].StartsWith('{')) args[i] = terminal.PathOf(args[i].Trim('{', '}'));
        foreach (string[] typed in new[] { args, [.. args, "--json"] })
        {
            Terminal.Run run = await terminal.RunAsync(typed);
            Assert.That(run.ExitCode, Is.EqualTo(2), run.ToString());
            Secret.AssertUntold(run.Output + run.Error, secret, words);
        }
    }
}

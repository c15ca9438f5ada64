using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.Store;

/// <summary>All that a card in some state answers to a long row of commands: two cards with the same answers are the same card.</summary>
internal static class Behaviour
{
    internal static List<string> Of(CardState state)
    {
        TestEuicc card = new(state);
        List<string> answers = [];
        foreach (string command in s_isdR) answers.Add(card.Send(command));
        answers.Add(card.Es10("BF2B00"));
        if (state.EnabledOn(0) is { } profile)
        {
            foreach (string command in Commands(profile.Uicc)) answers.Add($"{command} {card.Send(command)}");
        }
        card.SelectIsdR();
        answers.Add(card.Challenge().ToString());
        answers.Add(card.Authenticate(new TestServer()).ToString()!);
        return answers;
    }

    /// <summary>Selects every file and reads it, before and after PIN 1 and ADM 1; asks for the tries of all PINs; authenticates twice.</summary>
    private static IEnumerable<string> Commands(UiccProfile uicc)
    {
        foreach (string command in ReadAll(uicc.Files)) yield return command;
        for (int reference = 0; reference < 0x100; reference++)
        {
            yield return $"002000{reference:X2}";
            yield return $"002C00{reference:X2}";
        }
        foreach (PinState pin in uicc.Pins) yield return $"002000{pin.Reference:X2}08{pin.Value}";
        foreach (string command in ReadAll(uicc.Files)) yield return command;
        foreach (FileNode adf in uicc.Files.Adfs)
        {
            yield return $"00A40404{adf.DfName.Length:X2}{adf.DfName}00";
            yield return "00880081" + "22" + "10" + new string('3', 32) + "10" + new string('5', 32) + "00";
            yield return "00880080" + "11" + "10" + new string('3', 32) + "00";
        }
    }

    private static IEnumerable<string> ReadAll(FileTree files)
    {
        yield return "00A40004023F0000";
        foreach (FileNode child in files.Mf.Children.ToArray())
        {
            foreach (string command in ReadAll(child, "")) yield return command;
        }
    }

    private static IEnumerable<string> ReadAll(FileNode file, string directory)
    {
        string path = file.Kind == FileKind.Adf ? "7FFF" : $"{directory}{file.Fid:X4}";
        yield return file.Kind == FileKind.Adf ? $"00A40404{file.DfName.Length:X2}{file.DfName}00" : $"00A40804{path.Length / 2:X2}{path}00";
        foreach (string command in Read(file)) yield return command;
        for (int i = 0; i < file.Children.Length; i++)
        {
            foreach (string command in ReadAll(file.Children[i], path)) yield return command;
        }
    }

    private static IEnumerable<string> Read(FileNode file)
    {
        if (file.Kind == FileKind.Transparent)
        {
            for (int at = 0; at < file.Parameters.Size && at < 0x7FFF; at += 0xFF) yield return $"00B0{at:X4}{Math.Min(0xFF, file.Parameters.Size - at):X2}";
        }
        for (int record = 1; record <= file.RecordCount; record++) yield return $"00B2{record:X2}04{file.RecordLength:X2}";
        if (file.Kind == FileKind.BerTlv) yield return "80CB008001" + "80" + "00";
    }

    // GetEUICCInfo1 and 2, configured addresses, GetRAT, profiles with all fields, notifications, EID.
    private static readonly string[] s_isdR =
    [
        "80E2910003BF200000", "80E2910003BF220000", "80E2910003BF3C0000", "80E2910003BF430000",
        "80E2910016BF2D135C115A4F9F70909192939495B6B7B899BF2200", "80E2910003BF280000", "80E2910006BF3E035C015A00",
    ];
}

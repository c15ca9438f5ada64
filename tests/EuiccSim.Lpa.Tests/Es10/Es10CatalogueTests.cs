using System.Reflection;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Tests;

namespace EuiccSim.Lpa.Tests.Es10;

/// <summary>The methods of the three clients against the catalogue: each is called, and what it sends first says which function it is.</summary>
internal sealed class Es10CatalogueTests
{
    private static readonly Es10Catalogue Catalogue = Es10Catalogue.Sgp22V2;

    private static readonly Octets Anything = Octets.FromHex("3003020105");

    // A value for each parameter that has no default.
    private static readonly object[] Arguments =
    [
        "x.example.com",
        1L,
        new ProfileIdentifier.Iccid(Iccid.FromEf(Octets.FromHex("989444999999990940F9"))),
        Iccid.FromEf(Octets.FromHex("989444999999990940F9")),
        ResetOptions.DeleteOperationalProfiles,
        LpaeOption.ActivateCatBasedLpae,
        new CertificateList(Anything),
        TransactionId.Parse("99"),
        CancelSessionReason.Timeout,
        Octets.FromHex("BF360BBF2300A0028700A100A300"),
        new AuthenticateServerRequest
        {
            ServerSigned1 = Signed<ServerSigned1>.Of(new()
            {
                TransactionId = TransactionId.Parse("99"),
                EuiccChallenge = Octets.Wrap(new byte[16]),
                ServerAddress = "x.example.com",
                ServerChallenge = Octets.Wrap(new byte[16]),
            }),
            ServerSignature1 = Anything,
            EuiccCiPKIdToBeUsed = Anything,
            ServerCertificate = new(Anything),
            CtxParams1 = Signed<CtxParams1>.Of(new CtxParams1.CommonAuthentication(new()
            {
                DeviceInfo = new() { Tac = Octets.FromHex("01020304"), DeviceCapabilities = new() },
            })),
        },
        new PrepareDownloadRequest
        {
            SmdpSigned2 = Signed<SmdpSigned2>.Of(new() { TransactionId = TransactionId.Parse("99"), CcRequiredFlag = false }),
            SmdpSignature2 = Anything,
            SmdpCertificate = new(Anything),
        },
    ];

    [Test]
    public async Task Every_function_has_one_method_and_every_method_one_function()
    {
        List<string> sent = [];
        foreach ((Es10Interface of, Type client) in Clients)
            foreach (MethodInfo method in Methods(client)) sent.Add($"{of} {await TagSentBy(client, method):X4}");
        Assert.That(sent, Is.EquivalentTo(Catalogue.Functions.Select(one => $"{one.Interface} {one.Tag:X4}")));
    }

    [Test]
    public async Task A_method_is_named_like_its_function()
    {
        foreach (MethodInfo method in Clients.SelectMany(one => Methods(one.Client)))
        {
            Assert.That(Catalogue.TryFind(await TagSentBy(method.DeclaringType!, method), out Es10Function? function));
            // "GetEUICCInfo (EUICCInfo1)" is one function with two requests: GetEuiccInfo1Async.
            string name = function!.Name.Replace("Info (EUICC", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal);
            Assert.That(method.Name, Is.EqualTo($"{name}Async").IgnoreCase);
        }
    }

    [Test]
    public void The_documentation_says_that_every_function_has_its_method() =>
        Assert.That(FunctionsTable.Es10.Select(row => row[3]), Has.All.EqualTo("done").And.Exactly(Catalogue.Functions.Count).Items);

    private static IEnumerable<(Es10Interface Of, Type Client)> Clients =>
        [(Es10Interface.Es10a, typeof(Es10aClient)), (Es10Interface.Es10b, typeof(Es10bClient)), (Es10Interface.Es10c, typeof(Es10cClient))];

    private static IEnumerable<MethodInfo> Methods(Type client) => client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static async Task<int> TagSentBy(Type client, MethodInfo method)
    {
        RefusingChannel channel = new();
        object target = Activator.CreateInstance(client, new Es10Client(channel))!;
        dynamic call = method.Invoke(target, [.. method.GetParameters().Select(Argument)])!;
        await Assert.ThrowsAsync<CardException>(async () => await call);
        return channel.First!.Data[0] << 8 | channel.First.Data[1];
    }

    private static object? Argument(ParameterInfo parameter) => parameter.HasDefaultValue
        ? parameter.DefaultValue
        : Arguments.First(parameter.ParameterType.IsInstanceOfType);

    private sealed class RefusingChannel : IApplicationChannel
    {
        internal CommandApdu? First { get; private set; }

        public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken)
        {
            First ??= command;
            return new(new ResponseApdu(default, new(0x6A88)));
        }

        public ValueTask DisposeAsync() => default;
    }
}

using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;
using EuiccSim.Servers.SmDp.Binding;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.Support;

/// <summary>An order in which everything is there.</summary>
internal static class FullOrder
{
    internal static readonly Eid Eid = Eid.FromDigits(TestServer.Nist.EidDigits);

    internal static ProfileOrder Create(string iccid = "8900012345678901234", string matchingId = "FULL \0 \u00e4\ud83d\ude00 \"+/<")
    {
        Profile profile = (TestServer.Profile(iccid, 100) with
        {
            ProfileType = "gold \0",
            Owner = "2.999.1 \0",
            DpProprietaryData = new DpProprietaryData { DpOid = new("2.999.10") },
        }).WithRandomKeys(new SeededRandom("PPK"));
        TransactionId first = Id(iccid, 1), second = Id(iccid, 2);
        Octets aid = Octets.FromHex("A0000005591010FFFFFFFF8900001000");
        return new()
        {
            Profile = profile,
            Revision = 1,
            State = OrderState.Downloaded,
            OrderedBy = "2.999.2 \0",
            MatchingId = matchingId,
            Eid = Eid,
            ConfirmationCodeHash = Octets.FromHex("000102FF"),
            RefusedConfirmationCodes = 2,
            DownloadAttempts = 3,
            MaxDownloadAttempts = 4,
            ExpiresAt = TestServer.Start.AddDays(7).AddTicks(1),
            Announcement = new("smds.example.com", matchingId, Eid, AnnouncementState.Registering, Time(9)),
            WithdrawnAnnouncements = [new("smds.example.com:8443", "OLD", Eid, AnnouncementState.Registered, Time(10))],
            KeptEuiccKey = new(Eid, Key("kept").PublicKey),
            Deliveries =
            [
                new(first, Eid, TestServer.Nist.Euicc, null),
                new(second, Eid, TestServer.Brainpool.Euicc, ProfileBinding.Create(profile, Agreement("DP"),
                    EcPublicKey.FromPoint(EcCurve.BrainpoolP256r1, Agreement("EUICC").PublicPoint), Octets.FromHex("0102"), Eid)),
            ],
            History =
            [
                new OrderEvent.Offered(Time(1), profile.Iccid, first, Eid),
                new OrderEvent.NotOffered(Time(1), profile.Iccid, first, Eid, new("8.2.5", "4.3")),
                new OrderEvent.ConfirmationCodeRefused(Time(2), profile.Iccid, true),
                new OrderEvent.Delivered(Time(3), profile.Iccid, first, Eid, true),
                new OrderEvent.InstallationFailed(Time(4), profile.Iccid, Eid, 1L << 40, BppCommandId.LoadProfileElements, (ErrorReason)99)
                {
                    Answer = new()
                    {
                        Elements =
                        [
                            new(new() { Status = (PeStatusCode)0x6A80, Identification = 7, AdditionalInformation = 5, Offset = 300 }, "a rule") { Number = 3, Kind = PeKind.Usim },
                            new(new() { Status = PeStatusCode.BadValues }, ""),
                        ],
                        IsAborted = true,
                        Message = "no \u00e4",
                        Unreadable = Octets.FromHex("04"),
                    },
                },
                new OrderEvent.Cancelled(Time(5), profile.Iccid, second, CancelSessionReason.PprNotAllowed),
                new OrderEvent.AttemptsExhausted(Time(6), profile.Iccid),
                new OrderEvent.Installed(Time(7), profile.Iccid, Eid, 2, aid),
                new OrderEvent.Notified(Time(8), profile.Iccid, Eid, 3, NotificationEvent.NotificationEnable),
            ],
        };
    }

    internal static TransactionId Id(string iccid, int number) => TransactionId.Parse($"{iccid.PadLeft(20, '0')}{number:D2}");

    private static EcKeyAgreementKey Agreement(string seed) => EcKeyAgreementKey.Generate(EcCurve.BrainpoolP256r1, new SeededRandom(seed));

    private static Rfc6979SigningKey Key(string seed) => Rfc6979SigningKey.Generate(EcCurve.NistP256, new SeededRandom(seed));

    private static DateTimeOffset Time(int minutes) => TestServer.Start.AddMinutes(minutes);
}

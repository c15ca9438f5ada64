using EuiccSim.Card.Chip;
using EuiccSim.Card.Store;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Tests.Store;

/// <summary>Whatever a card is made with by code: what a store takes it reads as it was, and what it refuses leaves the image as it is.</summary>
public sealed class AnyStateTests
{
    [Test]
    public void Whatever_is_taken_is_read_as_it_was_and_everything_else_is_refused([Range(1, 4)] int seed)
    {
        AnyCard any = new(seed);
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        CardState kept = new TestEuicc().State;
        store.Save(kept);
        int refused = 0;
        for (int i = 0; i < 100; i++)
        {
            CardState state = any.Change(new TestEuicc().State);
            byte[] before = File.ReadAllBytes(folder.Image);
            try
            {
                store.Save(state);
                kept = state;
            }
            catch (CardImageException)
            {
                refused++;
                Assert.That(File.ReadAllBytes(folder.Image), Is.EqualTo(before));
            }
            Assert.That(Facts(folder.Read()), Is.EqualTo(Facts(kept)));
        }
        Assert.That(refused, Is.InRange(10, 90));
    }

    private static object Facts(CardState state) =>
        (state.DefaultDpAddress, state.PersonalityName, state.NextSequenceNumber, state.Euicc.RootDsAddress, state.Euicc.Properties);

    private sealed class AnyCard(int seed)
    {
        private readonly Random _random = new(seed);

        internal CardState Change(CardState state)
        {
            EuiccProperties properties = state.Euicc.Properties;
            Func<CardState>[] changes =
            [
                () => state with { DefaultDpAddress = Text() },
                () => state with { PersonalityName = _random.Next(2) == 0 ? "t0" : Text() },
                () => state with { NextSequenceNumber = Number() },
                () => state with { Euicc = state.Euicc with { RootDsAddress = Text() } },
                () => With(properties with { SasAccreditationNumber = Text() }),
                () => With(properties with { NonVolatileMemory = Int(), VolatileMemory = Int() }),
                () => With(properties with { MaximumNotifications = Int(), NotificationMemory = Int() }),
                () => With(properties with { DirectoryLevels = _random.Next(-1, 70) }),
                () => With(properties with { UiccCapability = (UiccCapability)(ulong)_random.NextInt64(), RspCapability = (RspCapability)(ulong)_random.NextInt64() }),
                () => With(properties with { EuiccCategory = (EuiccCategory)Int(), ForbiddenProfilePolicyRules = (PprIds)(ulong)_random.NextInt64() }),
                () => With(properties with { Svn = new(Part(), Part(), Part()), Ts102241Version = new(Part(), Part(), Part()) }),
            ];
            return changes[_random.Next(changes.Length)]();

            CardState With(EuiccProperties changed) => state with { Euicc = state.Euicc with { Properties = changed } };
        }

        private string Text() => _random.Next(7) switch
        {
            0 => "",
            1 => "\0",
            2 => "\uD800",
            3 => "a\uDC00b",
            4 => "\uFFFD \u2028 \uFFFF \uFEFF \u001b[31m",
            5 => new string('y', 100_000),
            _ => $"\ud83d\ude00 \"\\/<\u0001 {_random.Next()}",
        };

        private long Number() => _random.Next(5) switch
        {
            0 => -1,
            1 => long.MaxValue,
            2 => (1L << 53) + 1,
            3 => 0,
            _ => _random.Next(),
        };

        private int Int() => _random.Next(4) switch
        {
            0 => -1,
            1 => int.MinValue,
            2 => int.MaxValue,
            _ => _random.Next(100_000),
        };

        private byte Part() => (byte)_random.Next(256);
    }
}

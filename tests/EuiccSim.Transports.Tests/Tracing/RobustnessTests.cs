using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Events;
using EuiccSim.Testing;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>Whatever crosses a connection, it can be watched; whatever stands in a file, it is read or refused.</summary>
public sealed class RobustnessTests
{
    [Test]
    public async Task Any_octets_can_be_watched_and_read_back()
    {
        Dice dice = new("octets");
        List<TraceEvent> records = [];
        for (int i = 0; i < 5000; i++) records.Add(RandomRecord(dice));
        await CheckAsync(records);
    }

    [Test]
    public async Task Octets_that_were_changed_on_their_way_can_be_watched_and_read_back()
    {
        IReadOnlyList<TraceEvent> trace = await WholeSessionTests.RecordAsync();
        Dice dice = new("changes");
        for (int round = 0; round < 30; round++)
        {
            List<TraceEvent> changed = [];
            foreach (TraceEvent record in trace)
                changed.Add(record is TraceEvent.Apdu exchange ? exchange with { Command = Change(exchange.Command, dice), Response = Change(exchange.Response, dice) } : record);
            await CheckAsync(changed);
        }
    }

    [Test]
    public async Task A_changed_file_is_read_or_refused()
    {
        IReadOnlyList<TraceEvent> trace = await WholeSessionTests.RecordAsync();
        Dice dice = new("files");
        byte[] pcapng = await Written.AsPcapngAsync(trace);
        foreach (byte[] file in (byte[][])[pcapng, await Written.AsJsonLinesAsync(trace), Written.AsPcap(pcapng)])
        {
            for (int round = 0; round < 500; round++)
            {
                byte[] changed = [.. file];
                for (int i = dice.Next(4); i >= 0; i--) changed[dice.Next(i == 0 ? 300 : changed.Length)] = (byte)dice.Next(256);
                if (dice.Next(4) == 0) changed = changed[..dice.Next(changed.Length)];
                try
                {
                    await Written.AsTextAsync(null, await Written.ReadAsync(changed));
                }
                catch (TraceFormatException fault)
                {
                    // Refused; what stands before can be shown.
                    await Written.AsTextAsync(null, fault.Records);
                }
            }
        }
    }

    private static async Task CheckAsync(IReadOnlyList<TraceEvent> records)
    {
        Assert.That(await Written.AsTextAsync(new() { ShowOctets = true, ShowSecrets = true }, records), Is.Not.Empty);
        Assert.That(await Written.AsTextAsync(null, records), Is.Not.Empty);
        Assert.That(await Written.ReadAsync(await Written.AsPcapngAsync(records)), Is.EqualTo(records));
        Assert.That(await Written.ReadAsync(await Written.AsJsonLinesAsync(records)), Is.EqualTo(records));
    }

    private static TraceEvent RandomRecord(Dice dice) => dice.Next(50) switch
    {
        0 => new TraceEvent.Reset(Written.Time, dice.Octets(dice.Next(40))),
        1 => new TraceEvent.Unanswered(Written.Time, dice.Octets(dice.Next(20)), "gone"),
        _ => new TraceEvent.Apdu(Written.Time, RandomCommand(dice), dice.Octets(dice.Next(60)), TimeSpan.FromMicroseconds(dice.Next(1000))),
    };

    /// <summary>Mostly a command that is known, with data that are almost TLVs.</summary>
    private static Octets RandomCommand(Dice dice)
    {
        if (dice.Next(10) == 0) return dice.Octets(dice.Next(300));
        byte[] command = dice.Octets(5 + dice.Next(40)).ToArray();
        command[0] = s_classes[dice.Next(s_classes.Length)];
        command[1] = s_instructions[dice.Next(s_instructions.Length)];
        command[3] = (byte)dice.Next(3);
        if (command.Length > 5) command[4] = (byte)(command.Length - 5 - dice.Next(2));
        if (command.Length > 8 && dice.Next(2) == 0) (command[2], command[3], command[5], command[6], command[7]) = (0x91, 0, 0xBF, (byte)(0x20 + dice.Next(64)), (byte)(command.Length - 8));
        return Octets.Wrap(command);
    }

    private static Octets Change(Octets octets, Dice dice)
    {
        if (octets.IsEmpty || dice.Next(4) != 0) return octets;
        byte[] changed = octets.ToArray();
        changed[dice.Next(changed.Length)] = (byte)dice.Next(256);
        return dice.Next(8) == 0 ? Octets.Of(changed.AsSpan(0, dice.Next(changed.Length))) : Octets.Wrap(changed);
    }

    private sealed class Dice(string seed)
    {
        private readonly RandomSource _random = new SeededRandom(seed);

        internal int Next(int below)
        {
            Span<byte> bytes = stackalloc byte[4];
            _random.Fill(bytes);
            return (int)(BitConverter.ToUInt32(bytes) % (uint)below);
        }

        internal Octets Octets(int length)
        {
            byte[] octets = new byte[length];
            _random.Fill(octets);
            return EuiccSim.Protocol.Asn1.Octets.Wrap(octets);
        }
    }

    private static readonly byte[] s_classes = [0x00, 0x01, 0x80, 0x81, 0x83, 0xA0, 0x40, 0xC1, 0xFF];

    private static readonly byte[] s_instructions =
    [
        0xA4, 0xF2, 0xB0, 0xD6, 0xB2, 0xDC, 0xA2, 0x32, 0xCB, 0xDB, 0x20, 0x24, 0x2C, 0x88, 0x70, 0xC0, 0xC0, 0x10, 0xAA, 0xC2, 0x12, 0x14,
        0xE2, 0xE2, 0xE2, 0xE2, 0xD8, 0x55, 0x89, 0x76, 0x78, 0x7A, 0xCA, 0x04, 0x44, 0xFA, 0xE0,
    ];
}

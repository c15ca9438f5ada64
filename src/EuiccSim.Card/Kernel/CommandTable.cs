using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Kernel;

/// <summary>Answers one command.</summary>
/// <typeparam name="TChannel">The channel as the application sees it.</typeparam>
/// <typeparam name="TRoom">All else that its commands may touch.</typeparam>
internal delegate ResponseApdu CommandHandler<in TChannel, in TRoom>(CommandApdu command, TChannel channel, TRoom room);

/// <summary>The ISO cases in which a command is meant, short or extended. Others are answered '6700'.</summary>
[Flags]
internal enum IsoCases
{
    One = 1,
    Two = 2,
    Three = 4,
    Four = 8,
    /// <summary>No data. A T=0 terminal sends case 1 with P3 '00', which cannot be told from case 2.</summary>
    NoData = One | Two,
    /// <summary>Data; the answer has data only if Le asks for it.</summary>
    Data = Three | Four,
    Any = NoData | Data,
}

/// <summary>One command of an application: matched if <c>(CLA &amp; Mask) == Cla</c> and INS is the same.</summary>
internal abstract record CommandRow(string Name, byte Cla, byte Mask, byte Ins, IsoCases Cases)
{
    /// <summary>The mask for a class on any logical channel.</summary>
    internal const byte AnyChannel = 0x80;

    /// <summary>The mask for the basic channel only.</summary>
    internal const byte BasicChannel = 0xFF;

    /// <summary>The mask for any class.</summary>
    internal const byte AnyClass = 0x00;

    internal bool Accepts(CommandApdu command) => (Cases & (IsoCases)CasesOf[(int)command.Case]) != 0;

    // By IsoCase: 1, 2, 3, 4, and the extended 2, 3, 4.
    private static ReadOnlySpan<byte> CasesOf => [1, 2, 4, 8, 2, 4, 8];
}

/// <inheritdoc cref="CommandRow"/>
internal sealed record CommandRow<TChannel, TRoom>(
    string Name, byte Cla, byte Mask, byte Ins, IsoCases Cases, CommandHandler<TChannel, TRoom> Handler) : CommandRow(Name, Cla, Mask, Ins, Cases);

/// <summary>The commands of an application, as data.</summary>
internal abstract class CommandTable
{
    /// <summary>True if the instruction is there, with whatever class.</summary>
    internal abstract bool Knows(byte ins);
}

/// <inheritdoc/>
internal sealed class CommandTable<TChannel, TRoom> : CommandTable
{
    private readonly CommandRow<TChannel, TRoom>[]?[] _byInstruction = new CommandRow<TChannel, TRoom>[]?[256];

    internal CommandTable(params ReadOnlySpan<CommandRow<TChannel, TRoom>> rows)
    {
        foreach (CommandRow<TChannel, TRoom> row in rows) _byInstruction[row.Ins] = [.. _byInstruction[row.Ins] ?? [], row];
    }

    /// <inheritdoc/>
    internal override bool Knows(byte ins) => _byInstruction[ins] is not null;

    /// <summary>These commands and more; one that has class, mask and instruction of another stands in its place.</summary>
    internal CommandTable<TChannel, TRoom> With(params ReadOnlySpan<CommandRow<TChannel, TRoom>> rows)
    {
        List<CommandRow<TChannel, TRoom>> all = [.. _byInstruction.SelectMany(one => one ?? [])];
        foreach (CommandRow<TChannel, TRoom> row in rows)
        {
            all.RemoveAll(one => (one.Cla, one.Mask, one.Ins) == (row.Cla, row.Mask, row.Ins));
            all.Add(row);
        }
        return new([.. all]);
    }

    /// <summary>The row for a class and an instruction, or null.</summary>
    internal CommandRow<TChannel, TRoom>? Find(byte cla, byte ins)
    {
        CommandRow<TChannel, TRoom>[]? rows = _byInstruction[ins];
        if (rows is null) return null;
        foreach (CommandRow<TChannel, TRoom> row in rows)
        {
            if ((cla & row.Mask) == row.Cla) return row;
        }
        return null;
    }

    /// <summary>Answers a command by its row; '6D00' without one, '6E00' if only the class is wrong, '6700' for another ISO case.</summary>
    internal ResponseApdu Process(CommandApdu command, TChannel channel, TRoom room)
    {
        CommandRow<TChannel, TRoom>? row = Find(command.Cla, command.Ins);
        if (row is null) return new(Knows(command.Ins) ? StatusWord.ClassNotSupported : StatusWord.InstructionNotSupported);
        return row.Accepts(command) ? row.Handler(command, channel, room) : new(StatusWord.WrongLength);
    }
}

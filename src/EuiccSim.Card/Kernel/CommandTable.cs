using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Kernel;

/// <summary>Answers one command.</summary>
internal delegate ResponseApdu CommandHandler(CommandApdu command, Channel channel, Transaction tx);

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
internal sealed record CommandRow(string Name, byte Cla, byte Mask, byte Ins, IsoCases Cases, CommandHandler Handler)
{
    /// <summary>The mask for a class on any logical channel.</summary>
    internal const byte AnyChannel = 0x80;

    /// <summary>The mask for the basic channel only.</summary>
    internal const byte BasicChannel = 0xFF;

    /// <summary>The mask for any class.</summary>
    internal const byte AnyClass = 0x00;

    internal bool Accepts(CommandApdu command) => (Cases & CasesOf[(int)command.Case]) != 0;

    private static readonly IsoCases[] CasesOf =
        [IsoCases.One, IsoCases.Two, IsoCases.Three, IsoCases.Four, IsoCases.Two, IsoCases.Three, IsoCases.Four];
}

/// <summary>The commands of an application, as data.</summary>
internal sealed class CommandTable
{
    private readonly CommandRow[]?[] _byInstruction = new CommandRow[]?[256];

    internal CommandTable(params ReadOnlySpan<CommandRow> rows)
    {
        foreach (CommandRow row in rows) _byInstruction[row.Ins] = [.. _byInstruction[row.Ins] ?? [], row];
    }

    /// <summary>True if the instruction is there, with whatever class.</summary>
    internal bool Knows(byte ins) => _byInstruction[ins] is not null;

    /// <summary>The row for a class and an instruction, or null.</summary>
    internal CommandRow? Find(byte cla, byte ins)
    {
        CommandRow[]? rows = _byInstruction[ins];
        if (rows is null) return null;
        foreach (CommandRow row in rows)
        {
            if ((cla & row.Mask) == row.Cla) return row;
        }
        return null;
    }

    /// <summary>Answers a command by its row; '6D00' without one, '6E00' if only the class is wrong, '6700' for another ISO case.</summary>
    internal ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx)
    {
        CommandRow? row = Find(command.Cla, command.Ins);
        if (row is null) return new(Knows(command.Ins) ? StatusWord.ClassNotSupported : StatusWord.InstructionNotSupported);
        return row.Accepts(command) ? row.Handler(command, channel, tx) : new(StatusWord.WrongLength);
    }
}

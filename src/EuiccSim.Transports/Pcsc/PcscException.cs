using System.Globalization;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.Pcsc;

/// <summary>PC/SC refused, or the card behind it is gone.</summary>
public sealed class PcscException : TransportException
{
    internal PcscException(string what, uint code)
        : this(what, code, PcscErrors.Of(code))
    {
    }

    internal PcscException(string what, DllNotFoundException missing)
        : base($"{what}: {PcscErrors.LibraryMissing.Meaning} {PcscErrors.AdviceFor(PcscProblem.LibraryMissing)}", missing)
    {
        Name = PcscErrors.LibraryMissing.Name;
        Problem = PcscProblem.LibraryMissing;
    }

    private PcscException(string what, uint code, PcscErrors.Row error)
        : base(Text(what, code, error))
    {
        Code = code;
        Name = error.Name;
        Problem = error.Problem;
    }

    /// <summary>PC/SC's number, 80100017 hexadecimal or so; 0 if it was not PC/SC that failed.</summary>
    public uint Code { get; }

    /// <summary>PC/SC's name of the number, "SCARD_W_REMOVED_CARD"; the number in hexadecimal digits where it has none.</summary>
    public string Name { get; }

    /// <summary>What kind of trouble it is.</summary>
    public PcscProblem Problem { get; }

    /// <summary>What a person can do about it, in a sentence; empty where nothing helps but trying again.</summary>
    public string Advice => PcscErrors.AdviceFor(Problem);

    private static string Text(string what, uint code, PcscErrors.Row error)
    {
        string advice = PcscErrors.AdviceFor(error.Problem);
        string number = code.ToString("X8", CultureInfo.InvariantCulture);
        string name = error.Name == number ? number : $"{error.Name}, {number}";
        return $"{what}: {error.Meaning} {(advice.Length == 0 ? "" : advice + " ")}({name})";
    }
}

using System.Globalization;
using System.Net.Sockets;

namespace EuiccSim.Protocol.Words;

/// <summary>What files, folders, pipes and disks refuse.</summary>
internal static class FileFaults
{
    internal static FaultPhrase Of(Exception fault, string? about)
    {
        // FILE.new and FILE.lock are names of ours, and mean nothing to a person.
        string? file = (fault as FileNotFoundException)?.FileName ?? Quoted(fault.Message);
        if (about is not null && (file == about || file == $"{about}.new" || file == $"{about}.lock")) file = null;
        return fault switch
        {
            FileNotFoundException => Said(file, "there is no file {0}", "there is no such file"),
            // What is missing is the folder, and what was to be written into it may have a name of ours.
            DirectoryNotFoundException => Said(FolderOf(file), "there is no folder {0}", "there is no such folder"),
            PathTooLongException => "a name in the path is too long",
            UnauthorizedAccessException => Said(
                file, "{0} cannot be used: this user may not, or it is a folder", "this user may not use it, or it is a folder"),
            EndOfStreamException => "it ends too early",
            _ => OfSystem(fault, file, about),
        };
    }

    private static FaultPhrase OfSystem(Exception fault, string? file, string? about)
    {
        // .NET gives its own number to what comes from no system call: words of ours, or of something else beneath.
        if (fault.HResult == OfNoSystem) return OfBeneath(fault) ?? FaultPhrase.AsSaid(WithoutName(fault.Message, about));
        string? words = WordsOf(fault.HResult);
        if (words is null) return FaultPhrase.AsSaid(file is not null && fault.Message.IndexOf(" : '", StringComparison.Ordinal) is var end and > 0 ? $"{file}: {Small(fault.Message[..end])}" : fault.Message);
        return file is null ? words : FaultPhrase.AsSaid($"{file}: {words}");
    }

    /// <summary>What a stream or a server says of the socket beneath: "Failed to bind to address https://127.0.0.1:8443: address already in use."</summary>
    private static FaultPhrase? OfBeneath(Exception fault)
    {
        for (Exception? cause = fault.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is not (SocketException or UnauthorizedAccessException)) continue;
            int address = fault.Message.IndexOf("https://", StringComparison.Ordinal), end = fault.Message.LastIndexOf(": ", StringComparison.Ordinal);
            return address >= 0 && end > address ? FaultPhrase.AsSaid($"{fault.Message[address..end]}: {FaultWords.Of(cause)}") : FaultWords.Of(cause);
        }
        return null;
    }

    /// <summary>By the numbers of Linux, and of Windows after 0x8007.</summary>
    private static string? WordsOf(int number) => number switch
    {
        28 or 122 or WindowsError + 112 or WindowsError + 39 => "the disk is full",
        30 or WindowsError + 19 => "it is on a disk that can only be read",
        32 or WindowsError + 109 or WindowsError + 232 => "nobody reads there any more",
        11 or 35 or WindowsError + 32 or WindowsError + 33 => "it is in use by another program",
        17 or WindowsError + 80 or WindowsError + 183 => "it is there already",
        20 => "a part of the path is no folder",
        40 => "links lead in a circle",
        5 => "the device does not answer",
        6 or 19 => "there is no such device",
        _ => null,
    };

    private static FaultPhrase Said(string? file, string about, string otherwise) => file is null
        ? otherwise
        : new FaultPhrase(string.Format(CultureInfo.InvariantCulture, about, file), IsOurs: about[0] != '{');

    /// <summary>"it is a folder", where the sentence has named the file.</summary>
    private static string WithoutName(string message, string? about) =>
        about is not null && message.StartsWith($"{about} ", StringComparison.Ordinal) ? $"it{message[about.Length..]}" : message;

    private static string? FolderOf(string? file) => Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : null;

    private static string Small(string text) => text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    /// <summary>What stands between the first and the last quotation mark: a path may have some, too.</summary>
    private static string? Quoted(string message)
    {
        int first = message.IndexOf('\'', StringComparison.Ordinal), last = message.LastIndexOf('\'');
        return first >= 0 && last > first + 1 ? message[(first + 1)..last] : null;
    }

    private const int OfNoSystem = unchecked((int)0x80131620);
    private const int WindowsError = unchecked((int)0x80070000);
}

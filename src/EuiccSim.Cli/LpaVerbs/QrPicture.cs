using System.ComponentModel;
using System.Diagnostics;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>Reads the text of a QR code in a picture, by the program zbarimg where it is installed.</summary>
internal static class QrPicture
{
    internal static async Task<string> ReadAsync(string file, Surroundings at, CancellationToken cancellationToken)
    {
        string program = Find(at.SearchPath)
            ?? throw CommandFailure.Missing("noQrDecoder", $"{file} is a file: reading the QR code in a picture takes the program zbarimg (package zbar-tools), which is not here.");
        ProcessStartInfo start = new(program, ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", Path.GetFullPath(file)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process zbar = Process.Start(start)!;
            Task<string> errors = zbar.StandardError.ReadToEndAsync(cancellationToken);
            string text = await zbar.StandardOutput.ReadToEndAsync(cancellationToken);
            await errors;
            await zbar.WaitForExitAsync(cancellationToken);
            string[] codes = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
            return codes.Length switch
            {
                0 => throw CommandFailure.Missing("noQrCode", $"There is no QR code in {file}, or none that can be read."),
                1 => codes[0],
                _ => codes.FirstOrDefault(code => code.StartsWith("LPA:", StringComparison.OrdinalIgnoreCase)) ?? codes[0],
            };
        }
        catch (Win32Exception fault)
        {
            throw CommandFailure.Missing("noQrDecoder", $"{program} cannot be run: {fault.Message}.", fault);
        }
    }

    private static string? Find(string path)
    {
        foreach (string folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            foreach (string name in Names)
                if (File.Exists(Path.Combine(folder, name))) return Path.Combine(folder, name);
        return null;
    }

    private static readonly string[] Names = ["zbarimg", "zbarimg.exe"];
}

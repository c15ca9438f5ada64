using System.Diagnostics;

namespace EuiccSim.Packages.Tests;

/// <summary>A program that ran to its end.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program. Variables are set beside those of this process.</summary>
    internal static async Task<ProgramRun> OfAsync(string program, IEnumerable<string> arguments, string folder, params (string Name, string Value)[] variables)
    {
        using Process process = Start(program, arguments, folder, variables);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    internal static Process Start(string program, IEnumerable<string> arguments, string folder, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test host is a program of the SDK: what it sets for itself is not for builds.
        foreach (string name in (string[])["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"]) start.Environment.Remove(name);
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Its output, if it went well.</summary>
    internal string Succeeded()
    {
        Assert.That(ExitCode, Is.Zero, $"{Output}\n{Error}");
        return Output;
    }
}

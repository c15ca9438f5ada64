using System.Diagnostics;
using System.Globalization;

namespace EuiccSim.Servers.PostgreSql.Tests;

/// <summary>A PostgreSQL server of our own, with an empty database in a temporary folder, for all tests of this assembly.</summary>
[SetUpFixture]
internal sealed class DatabaseServer
{
    private static string? s_missing;
    private static string? s_programs;
    private static DirectoryInfo? s_folder;
    private static int s_schemas;

    /// <summary>Reaches it; skips the test where there is none.</summary>
    internal static string ConnectionString
    {
        get
        {
            if (s_missing is not null) Assert.Ignore(s_missing);
            return $"Host={s_folder!.FullName};Username=smdp;Database=postgres;Maximum Pool Size=20";
        }
    }

    /// <summary>A name that no other test uses.</summary>
    internal static string NewSchema() => $"test_{Interlocked.Increment(ref s_schemas)}";

    [OneTimeSetUp]
    public void Start()
    {
        s_programs = FindPrograms();
        if (s_programs is null)
        {
            s_missing = "There is no PostgreSQL server (Debian: apt install postgresql).";
            return;
        }
        s_folder = Directory.CreateTempSubdirectory("euiccsim-pg-");
        if (Environment.IsPrivilegedProcess) Run("chown", "postgres", s_folder.FullName);
        Run($"{s_programs}/initdb", "-D", Data, "-U", "smdp", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Run($"{s_programs}/pg_ctl", "start", "-s", "-w", "-D", Data, "-l", $"{s_folder.FullName}/log", "-o",
            $"-k {s_folder.FullName} -c listen_addresses='' -c fsync=off");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        if (s_folder is null) return;
        Run($"{s_programs}/pg_ctl", "stop", "-s", "-w", "-m", "immediate", "-D", Data);
        s_folder.Delete(recursive: true);
    }

    /// <summary>Restarts it under its clients.</summary>
    internal static void Restart() =>
        Run($"{s_programs}/pg_ctl", "restart", "-s", "-w", "-m", "immediate", "-D", Data, "-l", $"{s_folder!.FullName}/log");

    private static string Data => Path.Combine(s_folder!.FullName, "data");

    // Debian keeps them out of the path, by version.
    private static string? FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        if (!Directory.Exists(Debian)) return null;
        return Directory.GetDirectories(Debian)
            .Where(folder => File.Exists($"{folder}/bin/initdb"))
            .OrderByDescending(folder => double.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
            .Select(folder => $"{folder}/bin")
            .FirstOrDefault();
    }

    // PostgreSQL does not run as root.
    private static void Run(string program, params string[] arguments)
    {
        bool isServers = Environment.IsPrivilegedProcess && program != "chown";
        string[] asServer = isServers ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", program] : [];
        ProcessStartInfo start = new(isServers ? "setpriv" : program, [.. asServer, .. arguments])
        {
            WorkingDirectory = s_folder!.FullName,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        // What the server inherits it keeps open, so this does not wait for the end of it.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2))) throw new TimeoutException($"{program} does not end");
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}");
    }
}

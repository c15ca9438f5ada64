using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Transcripts;

/// <summary>
/// The same seed gives the same octets on every run, in every folder and language; a change of them is a change on the wire.
/// </summary>
[NonParallelizable]
internal sealed class TranscriptTests
{
    [Test]
    public async Task Download_on_P256_is_the_pinned_transcript()
    {
        string recorded = await Transcript.RecordAsync("nist");
        if (Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_TRANSCRIPT") is { Length: > 0 })
        {
            File.WriteAllText(Path.Combine(SourceFolder(), FileName), recorded);
            Assert.Inconclusive($"{FileName} was written anew; look at what changed before you commit it");
        }
        string pinned = Pinned();
        Assert.That(recorded.Split('\n'), Is.EqualTo(pinned.Split('\n')));
        Assert.That(recorded, Is.EqualTo(pinned));
    }

    [Test]
    public async Task Download_on_brainpool_is_pinned_by_its_hash()
    {
        string recorded = await Transcript.RecordAsync("brainpool");
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recorded))), Is.EqualTo(BrainpoolHash));
    }

    /// <summary>Files judge the second provider: the octets are those that the platform's keys gave.</summary>
    [Test]
    public async Task Downloads_that_BouncyCastle_computes_are_the_same()
    {
        Assert.That(await Transcript.RecordAsync("nist", CryptoProvider.BouncyCastle), Is.EqualTo(Pinned()));
        string brainpool = await Transcript.RecordAsync("brainpool", CryptoProvider.BouncyCastle);
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(brainpool))), Is.EqualTo(BrainpoolHash));
    }

    [Test]
    public async Task Folder_and_language_change_nothing()
    {
        string folder = Environment.CurrentDirectory;
        CultureInfo culture = CultureInfo.CurrentCulture;
        string here = await Transcript.RecordAsync("nist");
        try
        {
            Environment.CurrentDirectory = Path.GetTempPath();
            CultureInfo.CurrentCulture = Strange();
            Assert.That(await Transcript.RecordAsync("nist"), Is.EqualTo(here));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            Environment.CurrentDirectory = folder;
        }
    }

    /// <summary>
    /// A language that writes numbers and dates as no protocol does. The named ones are absent in invariant globalization.
    /// </summary>
    private static CultureInfo Strange()
    {
        CultureInfo strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NegativeSign = "~";
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NumberGroupSeparator = ".";
        strange.DateTimeFormat.DateSeparator = ".";
        strange.DateTimeFormat.TimeSeparator = ",";
        return strange;
    }

    private static string Pinned() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Transcripts", FileName));

    private static string SourceFolder() => Clone.PathOf("tests", "EuiccSim.EndToEnd.Tests", "Transcripts");

    private const string FileName = "download-p256.txt";
    private const string BrainpoolHash = "1b6feead91bda1ef31280c16ac1f23538d278135e69852865a89fdbbb9cf46b5";
}

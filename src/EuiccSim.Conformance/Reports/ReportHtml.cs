using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Reports;

/// <summary>
/// A report as one HTML file, which needs nothing else and no network: summary, clauses, the target's options, each case with its exchange. The data
/// are those of <see cref="ReportJson"/>; the viewer of an exchange is one file, <c>session-viewer.js</c>, which other pages of this project contain too.
/// </summary>
public static partial class ReportHtml
{
    /// <summary>Writes the file.</summary>
    /// <returns>HTML in UTF-8.</returns>
    public static Octets Write(RunReport report, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        string target = options?.IsMasked == true ? ReportMask.Of(report.Target) : report.Target;
        string data = Pack(ReportJson.Write(report, options));
        // In one pass: what stands in the place of one name may hold another.
        string page = Place().Replace(Resource("report.html"), place => place.Groups[1].Value switch
        {
            "title" => WebUtility.HtmlEncode(target),
            "style" => Resource("report.css"),
            "viewer" => Resource("session-viewer.js"),
            "script" => Resource("report.js"),
            _ => data,
        });
        return Octets.Wrap(Encoding.UTF8.GetBytes(page));
    }

    /// <summary>gzip in base64, which browsers unpack: the exchanges of a whole run are some thirty megabytes of JSON.</summary>
    private static string Pack(Octets json)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(json.Span);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportHtml).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();
}

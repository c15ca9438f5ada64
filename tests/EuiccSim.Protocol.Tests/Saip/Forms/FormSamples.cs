using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Tests.Saip.Forms;

/// <summary>Texts and octets that belong together, the octets written down by hand from X.690 and the module.</summary>
internal static class FormSamples
{
    /// <summary>Two elements, as the notes beside the field inputs have them.</summary>
    internal const string Notation = """
        -- two elements
        value1 ProfileElement ::= header : {
          major-version 2, minor-version 3,
          profileType "Field test",
          iccid '89882119900000090017'H,
          eUICC-Mandatory-services { usim NULL },
          eUICC-Mandatory-GFSTEList { { 2 23 143 1 2 1 }, { 2 23 143 1 2 4 } }
        }
        value2 ProfileElement ::= end : { end-header { mandated NULL, identification 2 } }
        """;

    /// <summary>The same in JSON.</summary>
    internal const string Json = """
        {"profilePackage": [
          {"header": {
            "major-version": 2, "minor-version": 3, "profileType": "Field test", "iccid": "89882119900000090017",
            "eUICC-Mandatory-services": {"usim": null}, "eUICC-Mandatory-GFSTEList": ["2.23.143.1.2.1", "2.23.143.1.2.4"]}},
          {"end": {"end-header": {"mandated": null, "identification": 2}}}
        ]}
        """;

    /// <summary>The DER of <see cref="Notation"/>.</summary>
    internal const string Hex =
        "A034" + "800102" + "810103" + "820A4669656C642074657374" + "830A89882119900000090017" + "A5028100"
        + "A610" + "060667810F010201" + "060667810F010204"
        + "AA07" + "A005" + "8000" + "810102";

    /// <summary>Every text form.</summary>
    internal static ProfileForm[] Forms => Enum.GetValues<ProfileForm>();

    internal static Octets File(string text) => Octets.Wrap(Encoding.UTF8.GetBytes(text));

    internal static string Text(Octets file) => Encoding.UTF8.GetString(file.Span);
}

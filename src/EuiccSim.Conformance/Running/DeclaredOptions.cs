using System.Collections.Frozen;
using System.Text.Json;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Lpas;
using EuiccSim.Conformance.Servers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Conformance.Running;

/// <summary>What somebody declares of a target in a file, where the target does not say it, or says it wrongly: <c>{ "crlSupport": false }</c>.</summary>
public static class DeclaredOptions
{
    /// <summary>Reads a declaration.</summary>
    /// <param name="json">A JSON object; each member is the name of an option (<see cref="TargetOption.Name"/>), once, with true or false.</param>
    /// <exception cref="FormatException">It is no such object; the message says what is the matter.</exception>
    public static IReadOnlyDictionary<string, bool> Read(Octets json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json.Memory, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("it is no JSON object of options");
            Dictionary<string, bool> declared = [];
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (!s_known.Contains(member.Name)) throw new FormatException(Unknown(member.Name));
                if (s_ofTheRun.Contains(member.Name) && ValueOf(member))
                    throw new FormatException($"'{member.Name}' is what the run has, not the target: --pki and the other options bring it, and a declaration can only take it away");
                if (!declared.TryAdd(member.Name, ValueOf(member))) throw new FormatException($"'{member.Name}' stands there twice");
            }
            return declared;
        }
        catch (JsonException fault)
        {
            throw new FormatException("it is no JSON", fault);
        }
        catch (InvalidOperationException fault)
        {
            // Half of a surrogate pair, for one.
            throw new FormatException("a name in it is no Unicode text", fault);
        }
    }

    private static bool ValueOf(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"'{member.Name}' is neither true nor false"),
    };

    private static string Unknown(string name)
    {
        string near = string.Join(" or ", NearWords.Of(name, s_known));
        return $"there is no option '{name}'{(near.Length > 0 ? $", but {near}" : "; a report lists those of its target")}";
    }

    /// <summary>Keys, certificates and ways: what is not there does not come by a declaration.</summary>
    private static readonly FrozenSet<string> s_ofTheRun = new[]
    {
        ServerOption.Ci, ServerOption.Keys, ServerOption.EumKey, ServerOption.CiKey, ServerOption.Nist, ServerOption.Brainpool, ServerOption.Tls,
    }.SelectMany(name => new[] { name, ServerOption.Of(Side.Smds, name) })
        .Concat([EuiccDeclaration.RawApdus, EuiccDeclaration.Frp, ServerOption.Es2, ServerOption.Es12, ServerOption.Orders, ServerOption.Announcing])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What cases ask for, and what targets tell of themselves though no case asks for it.</summary>
    private static readonly FrozenSet<string> s_known = ConformanceSuite.Cases.SelectMany(one => one.Needs).Select(need => need.TrimStart('!'))
        .Concat(Enum.GetValues<RspCapability>().Select(bit => StandardName.Of(bit)))
        .Concat(Enum.GetValues<UiccCapability>().Select(bit => StandardName.Of(bit)))
        .Concat([EuiccDeclaration.Clock, EuiccDeclaration.ReuseOtpk, EuiccDeclaration.Frp])
        .Concat(LpaOption.All)
        .ToFrozenSet(StringComparer.Ordinal);
}

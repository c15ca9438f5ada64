using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>What a USIM or ISIM answers to AUTHENTICATE. TS 31.102 §7.1.2.1.</summary>
public abstract record AuthenticateAnswer
{
    private AuthenticateAnswer()
    {
    }

    /// <summary>The network is the right one, and the sequence number is new: 'DB'.</summary>
    /// <param name="Res">The response.</param>
    /// <param name="Ck">The cipher key, 16 octets.</param>
    /// <param name="Ik">The integrity key, 16 octets.</param>
    /// <param name="Kc">The GSM cipher key, 8 octets, where the USIM has service 27; empty otherwise.</param>
    public sealed record Success(Octets Res, Octets Ck, Octets Ik, Octets Kc) : AuthenticateAnswer;

    /// <summary>The network is the right one, and the sequence number was used before: 'DC'.</summary>
    /// <param name="Auts">The token by which the network can catch up, 14 octets.</param>
    public sealed record SynchronisationFailure(Octets Auts) : AuthenticateAnswer;

    /// <summary>The answer in the GSM context.</summary>
    /// <param name="Sres">The response, 4 octets.</param>
    /// <param name="Kc">The cipher key, 8 octets.</param>
    public sealed record Gsm(Octets Sres, Octets Kc) : AuthenticateAnswer;

    /// <summary>The fields that are there, by their names: "res", "ck", "ik", "kc"; "auts"; "sres".</summary>
    public IReadOnlyList<(string Name, Octets Value)> NamedFields => this switch
    {
        SynchronisationFailure no => [("auts", no.Auts)],
        Success { Kc.IsEmpty: true } yes => [("res", yes.Res), ("ck", yes.Ck), ("ik", yes.Ik)],
        Success yes => [("res", yes.Res), ("ck", yes.Ck), ("ik", yes.Ik), ("kc", yes.Kc)],
        Gsm gsm => [("sres", gsm.Sres), ("kc", gsm.Kc)],
        _ => [],
    };

    /// <summary>"res 1234…, ck …, ik …"; "a synchronisation failure (auts …)".</summary>
    public sealed override string ToString()
    {
        string fields = string.Join(", ", NamedFields.Select(field => $"{field.Name} {field.Value}"));
        return this is SynchronisationFailure ? $"a synchronisation failure ({fields})" : fields;
    }

    /// <summary>Reads the answer in the 3G context.</summary>
    /// <exception cref="Asn1ContentException">Neither 'DB' with fields nor 'DC' with AUTS.</exception>
    public static AuthenticateAnswer Read(Octets data)
    {
        if (data.IsEmpty) throw new Asn1ContentException("AUTHENTICATE answered nothing");
        IReadOnlyList<Octets> fields = Fields(data.Slice(1));
        bool isWhole = 1 + fields.Sum(field => 1 + field.Length) == data.Length;
        return (data[0], fields.Count) switch
        {
            (SuccessTag, 3) when isWhole => new Success(fields[0], fields[1], fields[2], default),
            (SuccessTag, > 3) => new Success(fields[0], fields[1], fields[2], fields[3]),
            (SynchronisationFailureTag, > 0) => new SynchronisationFailure(fields[0]),
            _ => throw new Asn1ContentException($"AUTHENTICATE answered '{data}'"),
        };
    }

    /// <summary>Reads the answer in the GSM context, TS 31.102 §7.1.2.2.</summary>
    /// <exception cref="Asn1ContentException">No two fields.</exception>
    public static Gsm ReadGsm(Octets data) => Fields(data) is [{ } sres, { } kc, ..]
        ? new(sres, kc)
        : throw new Asn1ContentException($"AUTHENTICATE answered '{data}'");

    /// <summary>Fields one after the other, each with its length before it, as commands and answers have them; what is no whole field is left out.</summary>
    public static IReadOnlyList<Octets> Fields(Octets data)
    {
        List<Octets> fields = [];
        while (!data.IsEmpty && data[0] < data.Length)
        {
            fields.Add(data.Slice(1, data[0]));
            data = data.Slice(1 + data[0]);
        }
        return fields;
    }

    private const byte SuccessTag = 0xDB;
    private const byte SynchronisationFailureTag = 0xDC;
}

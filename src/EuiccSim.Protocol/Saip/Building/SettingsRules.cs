using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>What sequence numbers, constants, the states of PINs and keys for management must be.</summary>
internal static class SettingsRules
{
    /// <exception cref="SubscriberDataException">One is not as it should be, or contradicts another one.</exception>
    internal static void Check(Personalisation data, AlgorithmId algorithm)
    {
        if (data.Aka is { } settings) Check(settings, algorithm);
        Check("pins.pin1", data.Pin1State);
        Check("pins.pin2", data.Pin2State);
        Check("pins.adm1", data.Adm1State);
        if (data.MandatoryServices is { } services) HeaderServices.Check("services.mandatory", services, algorithm, data.Key?.Length);
        HashSet<int> versions = [];
        foreach (OtaKeySet keys in data.OtaKeys ?? [])
        {
            if (!OtaKeySet.IsVersion(keys.Version)) throw new SubscriberDataException("otaKeys", $"a key version number is 01 to 0F (SCP80) or 30 to 3F (SCP03), not {keys.Version:X2}");
            if (!versions.Add(keys.Version)) throw new SubscriberDataException("otaKeys", $"the key version number {keys.Version:X2} comes twice");
            if (!keys.IsAes && keys.Protocol == "SCP03") throw new SubscriberDataException("otaKeys", $"SCP03 (\"kvn\" {keys.Version:X2}) has keys of AES, and \"type\" says DES");
            Check(keys, "kic", keys.Kic);
            Check(keys, "kid", keys.Kid);
            Check(keys, "kik", keys.Kik);
            CheckLengths(keys);
        }
    }

    private static void Check(AkaSettings settings, AlgorithmId algorithm)
    {
        CheckLength("sqn.delta", settings.SqnDelta, SqnLength);
        CheckLength("sqn.ageLimit", settings.SqnAgeLimit, SqnLength);
        if (settings.SqnInit is { } numbers && (numbers.Count != SqnCount || numbers.Any(number => number.Length != SqnLength)))
            throw new SubscriberDataException("sqn.init", $"{SqnCount} sequence numbers of {SqnLength} octets");
        Only("rotationConstants", settings.RotationConstants is not null, AlgorithmId.Milenage, algorithm);
        Only("xoringConstants", settings.XoringConstants is not null, AlgorithmId.Milenage, algorithm);
        Only("numberOfKeccak", settings.NumberOfKeccak is not null, AlgorithmId.Tuak, algorithm);
        CheckLength("rotationConstants", settings.RotationConstants, 5);
        CheckLength("xoringConstants", settings.XoringConstants, 80);
        if (settings.NumberOfKeccak is { } rounds and not (>= 1 and <= 255)) throw new SubscriberDataException("numberOfKeccak", $"1 to 255, not {rounds}");
    }

    private static void Check(string field, PinState? state)
    {
        if (state?.Tries is { } tries and not (>= 1 and <= 15)) throw new SubscriberDataException(field + ".tries", $"1 to 15, not {tries}");
    }

    private static void Check(OtaKeySet keys, string name, Octets? key)
    {
        bool fits = key is null or { Length: 16 or 24 } || (keys.IsAes && key.Value.Length == 32);
        if (!fits) throw new SubscriberDataException("otaKeys", $"\"{name}\" of \"kvn\" {keys.Version:X2}: {(keys.IsAes ? "16, 24 or 32 octets for AES" : "16 or 24 octets for DES")}, not {key!.Value.Length}");
    }

    /// <summary>GlobalPlatform Card Specification amendment D: session keys are as long as the keys that they are derived from, and all of one length.</summary>
    private static void CheckLengths(OtaKeySet keys)
    {
        if (keys.Protocol != "SCP03") return;
        (string Name, int Length)? first = null;
        foreach ((string name, Octets? key) in (ReadOnlySpan<(string, Octets?)>)[("kic", keys.Kic), ("kid", keys.Kid), ("kik", keys.Kik)])
        {
            if (key is not { Length: var length }) continue;
            first ??= (name, length);
            if (length != first.Value.Length)
                throw new SubscriberDataException("otaKeys", $"SCP03 (\"kvn\" {keys.Version:X2}) has keys of one length, and \"{first.Value.Name}\" has {first.Value.Length} octets and \"{name}\" {length}");
        }
    }

    private static void Only(string field, bool isGiven, AlgorithmId wanted, AlgorithmId algorithm)
    {
        if (isGiven && algorithm != wanted) throw new SubscriberDataException(field, $"it is of {StandardName.Of(wanted)}, and \"algorithm\" is {StandardName.Of(algorithm)}");
    }

    private static void CheckLength(string field, Octets? octets, int length)
    {
        if (octets is { } given && given.Length != length) throw new SubscriberDataException(field, $"{length} octets, not {given.Length}");
    }

    private const int SqnLength = 6;
    private const int SqnCount = 32;
}

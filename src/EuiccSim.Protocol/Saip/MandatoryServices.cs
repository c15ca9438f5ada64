namespace EuiccSim.Protocol.Saip;

/// <summary>What each entry of the header's list of services asks of the eUICC. SAIP §8.2.</summary>
public static class MandatoryServices
{
    /// <summary>The first capability that is asked for and not there, or null.</summary>
    /// <param name="services">What the header asks for.</param>
    /// <param name="capability">What the eUICC has.</param>
    public static UiccCapability? FindMissing(ServicesList services, UiccCapability capability)
    {
        foreach (UiccCapability missing in FindAllMissing(services, capability)) return missing;
        return null;
    }

    /// <summary>All capabilities that are asked for and not there.</summary>
    internal static IEnumerable<UiccCapability> FindAllMissing(ServicesList services, UiccCapability capability)
    {
        foreach ((Func<ServicesList, bool> isAsked, UiccCapability needed) in s_needs)
        {
            if (isAsked(services) && !capability.HasFlag(needed)) yield return needed;
        }
    }

    private static readonly (Func<ServicesList, bool> IsAsked, UiccCapability Needed)[] s_needs =
    [
        (list => list.Contactless, UiccCapability.ContactlessSupport),
        (list => list.Usim, UiccCapability.UsimSupport),
        (list => list.Isim, UiccCapability.IsimSupport),
        (list => list.Csim, UiccCapability.CsimSupport),
        (list => list.Milenage, UiccCapability.AkaMilenage),
        (list => list.Tuak128, UiccCapability.AkaTuak128),
        (list => list.Cave, UiccCapability.AkaCave),
        (list => list.GbaUsim, UiccCapability.GbaAuthenUsim),
        (list => list.GbaIsim, UiccCapability.GbaAuthenIsim),
        (list => list.Mbms, UiccCapability.MbmsAuthenUsim),
        (list => list.Eap, UiccCapability.EapClient),
        (list => list.Javacard, UiccCapability.Javacard),
        (list => list.Multos, UiccCapability.Multos),
        (list => list.MultipleUsim, UiccCapability.MultipleUsimSupport),
        (list => list.MultipleIsim, UiccCapability.MultipleIsimSupport),
        (list => list.MultipleCsim, UiccCapability.MultipleCsimSupport),
        (list => list.Tuak256, UiccCapability.AkaTuak256),
        (list => list.UsimTestAlgorithm, UiccCapability.UsimTestAlgorithm),
        (list => list.BerTlv, UiccCapability.BerTlvFileSupport),
        (list => list.DfLink, UiccCapability.DfLinkSupport),
        (list => list.CatTp, UiccCapability.CatTp),
        (list => list.GetIdentity, UiccCapability.GetIdentity),
        (list => list.ProfileAX25519, UiccCapability.ProfileAX25519),
        (list => list.ProfileBP256, UiccCapability.ProfileBP256),
        (list => list.SuciCalculatorApi, UiccCapability.SuciCalculatorApi),
        (list => list.DnsResolution, UiccCapability.DnsResolution),
        (list => list.Scp11ac, UiccCapability.Scp11ac),
        (list => list.Scp11cAuthorizationMechanism, UiccCapability.Scp11cAuthorizationMechanism),
        (list => list.S16mode, UiccCapability.S16Mode),
        (list => list.Eaka, UiccCapability.Eaka),
    ];
}

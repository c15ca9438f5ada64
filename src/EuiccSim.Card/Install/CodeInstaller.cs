using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Card.Install;

/// <summary>PINs and PUKs. SAIP §8.4: they belong to the directory of the file system element before them.</summary>
internal static class CodeInstaller
{
    internal static void Install(PePukCodes element, InstallContext context)
    {
        foreach (PukConfiguration puk in element.PukCodes)
        {
            context.Reserve(puk.PukValue.Length);
            (PackageFile directory, PukState state) = (context.Directory, State(puk));
            context.WhenMade(files => files.Builder.AddPuk(files[directory], state));
        }
    }

    internal static void Install(PePinCodes element, InstallContext context)
    {
        switch (element.PinCodes)
        {
            case PinCodes.Pinconfig pins:
                foreach (PinConfiguration pin in pins.Value)
                {
                    context.Reserve(pin.PinValue.Length);
                    (PackageFile directory, PinState state) = (context.Directory, State(pin));
                    context.WhenMade(files => files.Builder.AddPin(files[directory], state));
                }
                break;
            case PinCodes.FilePath path:
                PackageFile source = context.Find(path.Value)
                    ?? throw new ElementException(CodeRules.SharedDirectory, $"the directory {path.Value}, whose PINs are shared, is there");
                PackageFile sharing = context.Directory;
                context.WhenMade(files => files[sharing].SharePinsOf(files[source]));
                break;
        }
    }

    private static PukState State(PukConfiguration puk) => new()
    {
        Reference = (byte)puk.KeyReference,
        Value = puk.PukValue,
        MaximumTries = puk.MaxNumOfAttempsRetryNumLeft >> 4,
        TriesLeft = puk.MaxNumOfAttempsRetryNumLeft & 0xF,
    };

    private static PinState State(PinConfiguration pin) => new()
    {
        Reference = (byte)pin.KeyReference,
        Value = pin.PinValue,
        Enabled = (pin.PinAttributes & 1) != 0,
        CanChange = (pin.PinAttributes & 2) != 0,
        CanDisable = (pin.PinAttributes & 4) != 0,
        MaximumTries = pin.MaxNumOfAttempsRetryNumLeft >> 4,
        TriesLeft = pin.MaxNumOfAttempsRetryNumLeft & 0xF,
        UnblockReference = pin.UnblockingPINReference is { } puk ? (byte)puk : null,
    };
}

using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <summary>An application of a SIM as a phone uses it, on a channel of its own: files, PINs, authentication. TS 102 221 §11.</summary>
/// <threadsafety>One command at a time.</threadsafety>
public sealed partial class Sim : IAsyncDisposable
{
    private readonly IApplicationChannel _channel;
    private readonly PatientChannel _patient;

    /// <summary>An application that is selected.</summary>
    /// <param name="channel">Its channel, which is disposed of with the SIM.</param>
    public Sim(IApplicationChannel channel) => (_channel, _patient) = (channel, new(channel));

    /// <summary>Opens a channel, and selects an application on it.</summary>
    /// <param name="channels">Opens channels.</param>
    /// <param name="application">The application; null for the USIM.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CardException">No free channel, or no such application ('6A82'): no profile is enabled, perhaps.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public static async ValueTask<Sim> OpenAsync(IChannelOpener channels, Aid? application = null, CancellationToken cancellationToken = default) =>
        new(await channels.OpenAsync(application ?? Aid.Usim, cancellationToken).ConfigureAwait(false));

    /// <summary>Opens a channel, selects an application on it, and verifies PINs and ADMs.</summary>
    /// <param name="channels">Opens channels.</param>
    /// <param name="application">The application.</param>
    /// <param name="keys">What is verified, in this order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">A PIN is wrong ('63CX'), or blocked ('6983').</exception>
    /// <exception cref="CardException">No free channel, or no such application ('6A82'): no profile is enabled, perhaps.</exception>
    public static async ValueTask<Sim> OpenAsync(IChannelOpener channels, Aid application, IReadOnlyList<SimKey> keys, CancellationToken cancellationToken = default)
    {
        Sim sim = await OpenAsync(channels, application, cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (SimKey key in keys) await sim.VerifyPinAsync(key.Reference, key.Value, cancellationToken).ConfigureAwait(false);
            return sim;
        }
        catch
        {
            await sim.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a channel by MANAGE CHANNEL, and selects an application on it.</summary>
    /// <param name="card">The card, or the terminal that it is in.</param>
    /// <param name="application">The application; null for the USIM.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CardException">No free channel, or no such application ('6A82'): no profile is enabled, perhaps.</exception>
    /// <exception cref="MalformedResponseException">The card answered no channel number.</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public static async ValueTask<Sim> OpenAsync(ICardConnection card, Aid? application = null, CancellationToken cancellationToken = default)
    {
        OpenedChannel opened = await CardChannels.OpenAsync(card, (application ?? Aid.Usim).Value, cancellationToken).ConfigureAwait(false);
        return new(new LogicalChannel(card, opened.Number, opened.SelectResponse));
    }

    /// <summary>Sends one command as it is, and answers whatever comes back.</summary>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    public ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken = default) =>
        _channel.TransmitAsync(command, cancellationToken);

    /// <summary>The ICCID, in EF.ICCID. TS 102 221 §13.2.</summary>
    /// <exception cref="SimException">The card has no such file.</exception>
    /// <exception cref="FormatException">The file has not 10 octets.</exception>
    public async ValueTask<Iccid> ReadIccidAsync(CancellationToken cancellationToken = default) =>
        Iccid.FromEf(await ReadAsync(FileAddress.Iccid, cancellationToken).ConfigureAwait(false));

    /// <summary>The IMSI, in EF.IMSI of the USIM. TS 31.102 §4.2.2.</summary>
    /// <exception cref="SimException">There is no such file, or a PIN guards it.</exception>
    /// <exception cref="Asn1ContentException">The file holds no IMSI.</exception>
    public async ValueTask<Imsi> ReadImsiAsync(CancellationToken cancellationToken = default)
    {
        Octets content = await ReadAsync(FileAddress.Imsi, cancellationToken).ConfigureAwait(false);
        return Imsi.TryFromEf(content, out Imsi? imsi) ? imsi.Value : throw new Asn1ContentException($"no IMSI in '{content}'");
    }

    /// <summary>STATUS: what directory is current, and whether the card has something to announce. TS 102 221 §11.1.2.</summary>
    /// <param name="indication">What the terminal tells of the application.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">The card rejects it.</exception>
    /// <exception cref="Asn1ContentException">The answer is no FCP template.</exception>
    public async ValueTask<FileControlParameters> StatusAsync(StatusIndication indication = StatusIndication.None, CancellationToken cancellationToken = default) =>
        FileControlParameters.Read(await ExpectAsync("STATUS", new(0x80, 0xF2, (byte)indication, 0x00, ne: 256), cancellationToken).ConfigureAwait(false));

    /// <summary>AUTHENTICATE in the 3G context, for UMTS, LTE, 5G and IMS. TS 31.102 §7.1.2.</summary>
    /// <param name="rand">The network's random number, 16 octets.</param>
    /// <param name="autn">The network's token, 16 octets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">The network is not the right one ('9862'), or a PIN is wanted ('6982').</exception>
    /// <exception cref="Asn1ContentException">The answer is none.</exception>
    public async ValueTask<AuthenticateAnswer> AuthenticateAsync(Octets rand, Octets autn, CancellationToken cancellationToken = default) =>
        AuthenticateAnswer.Read(await ExpectAsync("AUTHENTICATE", new(0x00, 0x88, 0x00, 0x81, Octets.Concat(Behind(rand), Behind(autn)), 256), cancellationToken).ConfigureAwait(false));

    /// <summary>AUTHENTICATE in the GSM context. TS 31.102 §7.1.2.2.</summary>
    /// <param name="rand">The network's random number, 16 octets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">The USIM has no GSM access, or a PIN is wanted ('6982').</exception>
    /// <exception cref="Asn1ContentException">The answer is none.</exception>
    public async ValueTask<AuthenticateAnswer.Gsm> AuthenticateGsmAsync(Octets rand, CancellationToken cancellationToken = default) =>
        AuthenticateAnswer.ReadGsm(await ExpectAsync("AUTHENTICATE", new(0x00, 0x88, 0x00, 0x80, Behind(rand), 256), cancellationToken).ConfigureAwait(false));

    /// <summary>Closes the channel. Throws nothing: a card that is gone has closed it already.</summary>
    public ValueTask DisposeAsync() => LetGo.QuietlyAsync(_channel.DisposeAsync);

    private async ValueTask<Octets> ExpectAsync(string function, CommandApdu command, CancellationToken cancellationToken)
    {
        ResponseApdu response = await _patient.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
        return response.Status.IsOk ? response.Data : throw new SimException(function, response.Status, command);
    }

    /// <summary>A field behind its length.</summary>
    private static Octets Behind(Octets field) => Octets.Concat(Octets.Of([(byte)field.Length]), field);
}

/// <summary>What STATUS tells the card, in P1. TS 102 221 §11.1.2.2.</summary>
public enum StatusIndication
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The current application is initialised in the terminal.</summary>
    Initialised = 1,

    /// <summary>The terminal will end the current application.</summary>
    Termination = 2,
}

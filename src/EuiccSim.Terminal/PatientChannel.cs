using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Terminal;

/// <summary>A channel whose card may take no Le after data: it says '6700' before anything is done, and is asked without from then on.</summary>
internal sealed class PatientChannel(IApplicationChannel channel)
{
    private bool _omitsLe;

    internal async ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken)
    {
        if (!command.HasData || command.Ne == 0) return await channel.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
        CommandApdu withoutLe = new(command.Cla, command.Ins, command.P1, command.P2, command.Data);
        ResponseApdu response = await channel.TransmitAsync(_omitsLe ? withoutLe : command, cancellationToken).ConfigureAwait(false);
        if (_omitsLe || response.Status != StatusWord.WrongLength) return response;
        response = await channel.TransmitAsync(withoutLe, cancellationToken).ConfigureAwait(false);
        _omitsLe = response.Status != StatusWord.WrongLength;
        return response;
    }
}

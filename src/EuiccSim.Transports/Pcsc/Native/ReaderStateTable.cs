using System.Runtime.InteropServices;

namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>SCardGetStatusChange with its array of structures: the same on all systems but for their layout.</summary>
internal static unsafe class ReaderStateTable<TState>
    where TState : unmanaged, IReaderState
{
    internal delegate uint Function(TState* states, uint count);

    internal static uint Call(ReadOnlySpan<ReaderStatus> readers, Function function)
    {
        TState[] states = new TState[readers.Length];
        try
        {
            for (int i = 0; i < states.Length; i++)
            {
                states[i].Name = TState.NameOf(readers[i].Name);
                states[i].Known = readers[i].Known;
            }
            uint result;
            fixed (TState* p = states) result = function(p, (uint)states.Length);
            for (int i = 0; i < states.Length; i++)
            {
                readers[i].Now = states[i].Now;
                readers[i].Atr = states[i].ToAtr();
            }
            return result;
        }
        finally
        {
            foreach (TState state in states) Marshal.FreeCoTaskMem(state.Name);
        }
    }
}

using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>Puts the blocks of STORE DATA together again, and the answers to them. SGP.22 v2.5 §5.7.2.</summary>
internal sealed class StoreDataChain
{
    private readonly List<byte> _request = [];
    private readonly List<byte> _answer = [];
    private int _next;
    private int _before;

    /// <summary>The blocks of a Bound Profile Package that carry metadata, without their MACs.</summary>
    internal List<byte> Metadata { get; } = [];

    /// <summary>The whole request, once its last block was seen; null if blocks are missing.</summary>
    internal Octets? Request { get; private set; }

    internal void Add(CommandApdu block)
    {
        if (block.P2 == 0) Restart();
        Request = null;
        _before = _request.Count;
        if (block.P2 != _next) _next = Broken;
        if (_next == Broken) return;
        _request.AddRange(block.Data.Span);
        _next++;
        if (IsLast(block)) Request = Octets.Of([.. _request]);
    }

    /// <summary>The block will come again, with another Le.</summary>
    internal void TakeBack()
    {
        if (_next == Broken) return;
        Request = null;
        _request.RemoveRange(_before, _request.Count - _before);
        _next--;
    }

    internal void AddAnswer(Octets data)
    {
        if (_answer.Count < MaximumAnswer) _answer.AddRange(data.Span);
    }

    internal Octets TakeAnswer()
    {
        Octets answer = Octets.Of([.. _answer]);
        _answer.Clear();
        return answer;
    }

    internal void Restart()
    {
        _request.Clear();
        _answer.Clear();
        _next = 0;
    }

    internal static bool IsLast(CommandApdu block) => (block.P1 & 0x80) != 0;

    private const int Broken = -1;
    private const int MaximumAnswer = 1 << 20;
}

using System.Security.Cryptography;

namespace EuiccSim.Protocol.Crypto;

/// <summary>The one place that asks the operating system for randomness.</summary>
internal sealed class SystemRandomSource : RandomSource
{
#pragma warning disable RS0030 // This class is what the ban on RandomNumberGenerator points to.
    public override void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
#pragma warning restore RS0030
}

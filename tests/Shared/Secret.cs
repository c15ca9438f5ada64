namespace EuiccSim.Tests;

/// <summary>What a message must not have in it.</summary>
internal static class Secret
{
    /// <summary>No part of a secret that is longer than a few characters stands in a message, in whatever case.</summary>
    internal static void AssertUntold(string message, string secret, string why)
    {
        int length = Math.Min(LongestTold, secret.Length);
        for (int at = 0; at + length <= secret.Length; at++)
            Assert.That(message, Does.Not.Contain(secret.Substring(at, length)).IgnoreCase, $"{why}: {message}");
    }

    private const int LongestTold = 4;
}

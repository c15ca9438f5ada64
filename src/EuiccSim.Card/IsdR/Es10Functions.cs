namespace EuiccSim.Card.IsdR;

/// <summary>The functions that an ISD-R has, by the tag of the request.</summary>
internal sealed class Es10Functions
{
    private readonly Es10Function?[] _byNumber = new Es10Function?[128];

    internal Es10Functions(params ReadOnlySpan<Es10Function> rows)
    {
        foreach (Es10Function row in rows) _byNumber[row.Tag & 0x7F] = row;
    }

    /// <summary>All of them, by their tags.</summary>
    internal IEnumerable<Es10Function> All => _byNumber.OfType<Es10Function>();

    /// <summary>The function for a tag such as 0xBF31; null if there is none.</summary>
    internal Es10Function? Find(int tag) => tag >> 8 == 0xBF && (tag & 0x80) == 0 ? _byNumber[tag & 0x7F] : null;

    /// <summary>These functions and more; one with the tag of another stands in its place.</summary>
    internal Es10Functions With(params ReadOnlySpan<Es10Function> rows) => new([.. All, .. rows]);

    /// <summary>These functions but those of some requests.</summary>
    internal Es10Functions Without(params ReadOnlySpan<Type> requests)
    {
        List<Es10Function> rows = [.. All];
        foreach (Type request in requests) rows.RemoveAll(row => row.Request == request);
        return new([.. rows]);
    }
}

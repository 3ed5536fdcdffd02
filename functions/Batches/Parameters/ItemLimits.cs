namespace CloudWorkspaces.Batches.Parameters;

/// <summary>How large a batch may be.</summary>
internal static class ItemLimits
{
    public const int MaxItems = 10_000;

    /// <summary>An item's parameters as JSON: a property of a row may have 32,768 characters.</summary>
    public const int MaxItemCharacters = 30_000;
}

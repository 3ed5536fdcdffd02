using System.Globalization;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>
/// What is known of the handling of one version. As the official host writes it, a receipt with the metadata Incomplete
/// is of a version that is still to be handled; the number of attempts begun is kept beside it.
/// </summary>
internal sealed record BlobReceipt(bool IsCompleted, int Attempts)
{
    public static readonly BlobReceipt Completed = new(true, 0);

    /// <summary>The first attempt is counted with the receipt's making.</summary>
    public static readonly BlobReceipt First = new(false, 1);

    private const string Incomplete = nameof(Incomplete);

    public static BlobReceipt From(IDictionary<string, string> metadata) => metadata.ContainsKey(Incomplete)
        ? new BlobReceipt(false, int.Parse(metadata.TryGetValue(nameof(Attempts), out var text) ? text : "0", CultureInfo.InvariantCulture))
        : Completed;

    public Dictionary<string, string> ToMetadata() => IsCompleted
        ? []
        : new() { [Incomplete] = Incomplete, [nameof(Attempts)] = Attempts.ToString(CultureInfo.InvariantCulture) };
}

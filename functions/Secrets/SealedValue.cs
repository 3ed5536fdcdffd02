namespace CloudWorkspaces.Secrets;

/// <param name="KeyId">Of the key that opens it.</param>
/// <param name="Content">The encrypted bytes, and behind them the tag.</param>
internal sealed record SealedValue(string KeyId, byte[] Nonce, byte[] Content);

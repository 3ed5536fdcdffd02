namespace CloudWorkspaces.Agent.Mounts;

/// <summary>A container's signed address in the parts that clients are configured with.</summary>
internal sealed record DirectAddress(string Endpoint, string Account, string Container, string Signature)
{
    /// <param name="address">
    /// As <c>https://account.blob.core.windows.net/container?…</c>, or with the account as the first part of the path.
    /// </param>
    public static DirectAddress Of(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        var container = path[(path.LastIndexOf('/') + 1)..];
        var endpoint = address.GetLeftPart(UriPartial.Authority) + path[..path.LastIndexOf('/')];
        var account = path.LastIndexOf('/') > 0 ? path.Split('/')[1] : address.Host.Split('.')[0];
        return new(endpoint, account, container, address.Query.TrimStart('?'));
    }

    public string ConnectionString => $"BlobEndpoint={Endpoint};AccountName={Account};SharedAccessSignature={Signature}";
}

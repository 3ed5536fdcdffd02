namespace CloudWorkspaces.Http.OpenApi;

/// <summary>What the HTTP functions of a feature take and answer. <see cref="ApiDocument"/> puts all of them together.</summary>
public interface IApiDescription
{
    /// <summary>The heading of the feature's operations.</summary>
    string Tag { get; }

    IEnumerable<ApiOperation> Operations { get; }
}

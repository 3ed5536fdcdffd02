namespace CloudWorkspaces.Agents;

/// <summary>What an agent may do with a blob of its attempt.</summary>
public enum BlobAccess
{
    Read,

    /// <summary>Read, create and write.</summary>
    Write,

    /// <summary>As <see cref="Write"/>, and add to an append blob.</summary>
    Append,
}

namespace CloudWorkspaces.Secrets;

/// <summary>How containers get a secret. Stored and in the API: members are only ever added.</summary>
public enum SecretDelivery
{
    /// <summary>As an environment variable of the secret's name.</summary>
    Environment,

    /// <summary>As a file of the secret's name in <see cref="Secret.Folder"/>.</summary>
    File,

    /// <summary>Not at all: the product itself uses it for the workspace.</summary>
    None,
}

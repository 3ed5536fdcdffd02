using System.Text.RegularExpressions;

namespace CloudWorkspaces.Secrets;

/// <summary>Which names secrets may have.</summary>
internal static partial class SecretNames
{
    private const string VariableRule = "must be 1 to 63 letters, digits and underscores, not starting with a digit.";

    private const string FileRule =
        "must be 1 to 63 letters, digits, dots, hyphens and underscores, starting with a letter or a digit.";

    /// <summary>What the agent, which is root, and the programs that it starts are steered by.</summary>
    private static readonly string[] ReservedPrefixes =
    [
        "CLOUD_WORKSPACES_", "LD_", "DOTNET_", "COMPlus_", "OPENSSL_", "SSL_CERT_", "PYTHON", "JUPYTER", "IPYTHON",
    ];

    private static readonly string[] Reserved =
    [
        "PATH", "HOME", "USER", "LOGNAME", "PWD", "OLDPWD", "SHELL", "HOSTNAME", "LANG", "TERM", "TMPDIR",
        "GLIBC_TUNABLES", "GCONV_PATH", "LOCPATH", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
        "OMP_NUM_THREADS",
    ];

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Fault(string name, SecretDelivery delivery)
    {
        if (delivery is SecretDelivery.File)
        {
            return FileName().IsMatch(name) ? null : FileRule;
        }

        if (!VariableName().IsMatch(name))
        {
            return $"{VariableRule} With the delivery 'file' it {FileRule}";
        }

        var reserved = Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) ||
            ReservedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return reserved ? "is the name of a variable that the container needs for itself. Choose another." : null;
    }

    /// <summary>Whether a secret of any delivery may have it.</summary>
    public static bool IsName(string name) => VariableName().IsMatch(name) || FileName().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,62}\z")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,62}\z")]
    private static partial Regex FileName();
}

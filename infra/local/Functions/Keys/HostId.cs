using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>The app's id: the folder of its keys, and what its status says.</summary>
internal sealed record HostId(string Value)
{
    private const string Setting = "AzureFunctionsWebHost:hostid";
    private const int MaxLength = 32;

    /// <summary>The setting AzureFunctionsWebHost__hostid; without it the assembly's name, cut to 32 characters.</summary>
    public static HostId Of(IConfiguration configuration, Assembly functions)
    {
        if (configuration[Setting] is { Length: > 0 } set)
        {
            return new HostId(set.ToLowerInvariant());
        }

        var letters = functions.GetName().Name!.ToLowerInvariant()
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        return new HostId(string.Concat(letters.Take(MaxLength)).Trim('-'));
    }
}

using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Flavors;

/// <summary>Names every flavor in the settings that no container group could ever have.</summary>
internal sealed class FlavorsValidation(IOptions<NetworksOptions> networks) : IValidateOptions<FlavorsOptions>
{
    public ValidateOptionsResult Validate(string? name, FlavorsOptions options)
    {
        var subnets = networks.Value.Items;
        List<string> failures =
        [
            .. NetworkRules.Failures(subnets),
            .. options.Items.SelectMany(item => Failures(item.Key, item.Value)),
            .. options.Items
                .Where(item => item.Value.Network != NetworkOptions.Public && !subnets.ContainsKey(item.Value.Network))
                .Select(item => $"Flavors:{item.Key}:Network names '{item.Value.Network}', which is not in Networks."),
        ];
        if (options.Items.Count == 0)
        {
            failures.Add("Flavors: at least one flavor is needed.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(string name, FlavorOptions flavor)
    {
        if (flavor.Cpu is not (>= 0.1 and <= 31))
        {
            yield return $"Flavors:{name}:Cpu must be from 0.1 to 31.";
        }

        if (flavor.MemoryGiB is not (>= 0.5 and <= 240))
        {
            yield return $"Flavors:{name}:MemoryGiB must be from 0.5 to 240.";
        }

        if (flavor.Gpu is not (>= 0 and <= 4))
        {
            yield return $"Flavors:{name}:Gpu must be from 0 to 4.";
        }

        if (flavor.CacheGiB is not (>= 0 and <= 50))
        {
            yield return $"Flavors:{name}:CacheGiB must be from 0 to 50.";
        }

        if (flavor.PricePerHour < 0)
        {
            yield return $"Flavors:{name}:PricePerHour must not be negative.";
        }
    }
}

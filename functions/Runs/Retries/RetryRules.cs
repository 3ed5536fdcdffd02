using CloudWorkspaces.Flavors;

namespace CloudWorkspaces.Runs.Retries;

/// <summary>Whether a failed attempt is followed by another one, when and on what. Pure.</summary>
internal static class RetryRules
{
    /// <summary>Whether the request asks for another attempt; on out of memory it may turn out that no flavor is larger.</summary>
    public static bool IsWanted(RunRetry? retry, int attempt, RunState state, string cause) =>
        retry is not null && state is RunState.Failed && attempt < retry.MaxAttempts &&
        (retry.On.Contains(cause) || WantsMemory(retry, cause));

    public static bool WantsMemory(RunRetry retry, string cause) =>
        cause is RunCauses.OutOfMemory && retry.OnOutOfMemory is OutOfMemoryRetry.NextFlavor;

    /// <summary>From the end of an attempt, from 1, to the beginning of the next.</summary>
    public static TimeSpan Backoff(RunRetry retry, int attempt) => TimeSpan.FromSeconds(
        Math.Min(retry.BackoffSeconds * Math.Pow(2, attempt - 1), RunRetry.MaxBackoffSeconds));

    /// <summary>
    /// The least memory above the flavor's own, on the same network, with no fewer processors and GPUs; the cheapest of
    /// those. Null when there is none.
    /// </summary>
    public static Flavor? NextFlavor(Flavor flavor, IEnumerable<Flavor> usable) => usable
        .Where(other => other.MemoryGiB > flavor.MemoryGiB && other.Network == flavor.Network)
        .Where(other => other.Cpu >= flavor.Cpu && other.Gpu >= flavor.Gpu)
        .OrderBy(other => other.MemoryGiB)
        .ThenBy(other => other.PricePerHour)
        .FirstOrDefault();
}

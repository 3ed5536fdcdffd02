using System.Collections.Concurrent;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Profiles;
using Docker.DotNet;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>
/// Keeps every pool filled and removes what no pool wants any more. What it knows is the pools' files and the groups' records,
/// so that it goes on where it was after a restart.
/// </summary>
internal sealed partial class StandbyKeeper(
    StandbyPoolStore pools,
    GroupRegistry registry,
    GroupCreation creation,
    GroupService groups,
    ProfileStore profiles,
    StandbySignal signal,
    TimeProvider time,
    IOptions<StandbyOptions> options,
    ILogger<StandbyKeeper> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<StandbyPoolId, Trouble> _troubles = new();

    /// <summary>Why a pool is not what it should be; null if it is.</summary>
    public string? TroubleOf(StandbyPoolId id) => _troubles.GetValueOrDefault(id)?.Reason;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var pool in pools.All)
                {
                    await KeepAsync(pool);
                }

                await RemoveStrayAsync();
                await signal.WaitAsync(options.Value.Interval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task KeepAsync(StandbyPool pool)
    {
        var members = registry.All.Select(group => new StandbyMember(group)).Where(member => member.IsIn(pool.Id)).ToList();
        if (pool.Deleting && members.Count == 0)
        {
            _troubles.TryRemove(pool.Id, out _);
            pools.Remove(pool.Id);
            return;
        }

        var trouble = _troubles.GetValueOrDefault(pool.Id);
        var retries = trouble is null || time.GetUtcNow() >= trouble.RetryOn;
        try
        {
            if (members.Any(member => member.State == "ended"))
            {
                _troubles.TryAdd(pool.Id, NewTrouble("Container groups of the profile end or fail.") with { BlocksMaking = false });
            }
            else if (retries)
            {
                _troubles.TryRemove(pool.Id, out _);
            }

            var (missing, surplus) = StandbyRules.Plan(pool, members, retries && trouble is not null);
            foreach (var member in surplus)
            {
                await groups.DeleteStandbyAsync(member.Group);
            }

            for (var made = 0; made < missing && (retries || !trouble!.BlocksMaking); made++)
            {
                await MakeAsync(pool);
            }
        }
        catch (Exception exception) when (exception is ArmException or DockerApiException or HttpRequestException or IOException or TimeoutException)
        {
            LogTrouble(pool.Id.ResourceId, exception.Message);
            _troubles[pool.Id] = NewTrouble(exception.Message);
        }
    }

    /// <summary>A name can lead to one group only, so the groups of a pool get theirs when they are taken.</summary>
    private Task<ContainerGroup> MakeAsync(StandbyPool pool)
    {
        var body = ProfileMerge.Apply(pool.GroupBody(), profiles);
        body["properties"]!["ipAddress"]?.AsObject().Remove("dnsNameLabel");
        return creation.CreateStandbyAsync(pool.Id, SpecReader.Read(body), body, time.GetUtcNow());
    }

    private async Task RemoveStrayAsync()
    {
        var known = pools.All.Select(pool => pool.Id.ResourceId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var group in registry.All.Where(group => group.Record.Pool is { } pool && !known.Contains(pool)))
        {
            await groups.DeleteStandbyAsync(group);
        }
    }

    private Trouble NewTrouble(string reason) => new(reason, time.GetUtcNow() + options.Value.RetryInterval, BlocksMaking: true);

    [LoggerMessage(LogLevel.Warning, "{Pool} cannot be filled: {Reason}")]
    private partial void LogTrouble(string pool, string reason);

    private sealed record Trouble(string Reason, DateTimeOffset RetryOn, bool BlocksMaking);
}

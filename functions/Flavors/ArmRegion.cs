using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.ResourceManager;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.AzureServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Flavors;

/// <summary>
/// Asks ARM, and keeps the answer for some minutes. Only the first answer is waited for; while ARM does not answer
/// again, the last one holds.
/// </summary>
internal sealed partial class ArmRegion(
    ArmClient arm, IOptions<ArmOptions> options, TimeProvider time, ILogger<ArmRegion> logger) : IRegion
{
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_keptFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Task _asking = Task.CompletedTask;
    private RegionLimits? _limits;
    private DateTimeOffset _askAgainOn;

    public async Task<RegionLimits?> LimitsAsync(CancellationToken cancellationToken)
    {
        Task asking;
        lock (_lock)
        {
            if (_asking.IsCompleted && time.GetUtcNow() >= _askAgainOn)
            {
                _asking = Task.Run(AskAsync, CancellationToken.None);
            }

            asking = _asking;
        }

        if (_limits is null)
        {
            await asking.WaitAsync(cancellationToken);
        }

        return _limits;
    }

    private async Task AskAsync()
    {
        using var timeout = new CancellationTokenSource(s_timeout);
        var kept = s_keptFailure;
        try
        {
            var subscription = arm.GetSubscriptionResource(new ResourceIdentifier($"/subscriptions/{options.Value.SubscriptionId}"));
            var location = new AzureLocation(options.Value.Location);
            var kinds = new List<ContainerCapabilities>();
            await foreach (var kind in subscription.GetCapabilitiesWithLocationAsync(location, timeout.Token))
            {
                kinds.Add(kind);
            }

            _limits = FlavorRules.Limits(options.Value.Location, kinds);
            kept = s_kept;
        }
        catch (Exception exception) when (
            exception is RequestFailedException or AuthenticationFailedException or OperationCanceledException)
        {
            NotAnswered(logger, options.Value.Location, exception);
        }

        lock (_lock)
        {
            _askAgainOn = time.GetUtcNow() + kept;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The capabilities of {Location} could not be read")]
    private static partial void NotAnswered(ILogger logger, string location, Exception exception);
}

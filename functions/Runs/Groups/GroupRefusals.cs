using System.Globalization;
using Azure;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>What ARM's refusal of a container group means for its run.</summary>
internal static class GroupRefusals
{
    /// <summary>Capacity or quota is used up for the moment; elsewhere or later the same request may go through.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.OrdinalIgnoreCase)
    {
        "ContainerGroupQuotaReached", "ContainerGroupTransitioning", "ServiceUnavailable", "TooManyRequests", "QuotaExceeded",
        "SubscriptionRequestsThrottled", "RegistryErrorResponse",
    };

    private static readonly HashSet<string> Image = new(StringComparer.OrdinalIgnoreCase)
    {
        "InaccessibleImage", "ImageNotFound", "UnsupportedImage", "ImageOsTypeNotMatchContainerGroup",
    };

    /// <summary>Null for a failure that the next try of the same request may not meet.</summary>
    public static GroupCreation? Read(RequestFailedException failure)
    {
        var code = failure.ErrorCode ?? "";
        if (failure.Status is 429 or 409 || Passing.Contains(code))
        {
            return new GroupCreation
            {
                Outcome = GroupCreationOutcome.Retry,
                Reason = Line(failure),
                RetryAfterSeconds = RetryAfter(failure),
            };
        }

        return failure.Status is < 400 or 408 or >= 500 ? null : new GroupCreation
        {
            Outcome = GroupCreationOutcome.Ended,
            Ending = Image.Contains(code)
                ? RunEnding.Failed(RunCauses.ImageUnavailable, Line(failure))
                : RunEnding.Failed(RunCauses.PlatformError, $"The container group was refused: {Line(failure)}"),
        };
    }

    private static double? RetryAfter(RequestFailedException failure) =>
        failure.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var text) is true &&
        double.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;

    /// <summary>The message's first line: the rest is the whole answer.</summary>
    private static string Line(RequestFailedException failure)
    {
        var line = failure.Message.Split('\n', 2)[0].Trim();
        return string.IsNullOrEmpty(failure.ErrorCode) ? line : $"{line} ({failure.ErrorCode})";
    }
}

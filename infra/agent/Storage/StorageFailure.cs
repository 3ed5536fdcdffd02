using Azure;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>The exceptions of a storage that stays away although the client has retried.</summary>
internal static class StorageFailure
{
    public static bool Is(Exception exception) => exception
        is RequestFailedException or AggregateException or IOException or HttpRequestException or EndpointException
        or TaskCanceledException;

    /// <summary>One line, without the signed address that some messages carry.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } failed => $"status {failed.Status} {failed.ErrorCode}",
        AggregateException { InnerExceptions: [.., var last] } => Describe(last),
        RequestFailedException { InnerException: { } inner } => Describe(inner),
        HttpRequestException { InnerException: System.Security.Authentication.AuthenticationException inner } =>
            inner.Message,
        _ => exception.Message.Split('\n')[0],
    };
}

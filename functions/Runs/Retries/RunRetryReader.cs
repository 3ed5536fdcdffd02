using CloudWorkspaces.Http;

namespace CloudWorkspaces.Runs.Retries;

/// <summary>Reads the field <c>retry</c> of a request for a run.</summary>
internal static class RunRetryReader
{
    private const string Fail = "fail";
    private const string NextFlavor = "next-flavor";

    public static RunRetry Read(JsonFields fields)
    {
        RunRetry retry = new();
        retry = retry with
        {
            MaxAttempts = fields.Integer("maxAttempts", 1, RunRetry.MaxMaxAttempts) ?? retry.MaxAttempts,
            On = fields.Choices("on", RunRetry.AllCauses) ?? retry.On,
            BackoffSeconds = fields.Integer("backoffSeconds", 1, RunRetry.MaxBackoffSeconds) ?? retry.BackoffSeconds,
            OnOutOfMemory = fields.Choice("onOutOfMemory", [Fail, NextFlavor]) is NextFlavor
                ? OutOfMemoryRetry.NextFlavor
                : OutOfMemoryRetry.Fail,
        };
        fields.RefuseOthers();
        return retry;
    }
}

using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Runs.Retries;

/// <summary>Reads the field <c>retry</c> of a request for a run.</summary>
internal static class RunRetryReader
{
    private const string Fail = "fail";
    private const string NextFlavor = "next-flavor";

    public static readonly JsonObject Schema = Schemas.Object(
        SchemaField.Optional("maxAttempts", Schemas.Integer(1, RunRetry.MaxMaxAttempts), "With the first one."),
        SchemaField.Optional("on", Schemas.List(Schemas.Choice(RunRetry.AllCauses), RunRetry.AllCauses.Count), "Codes of causes, each at most once."),
        SchemaField.Optional("backoffSeconds", Schemas.Integer(1, RunRetry.MaxBackoffSeconds), "Before the second attempt; twice as long before each further one."),
        SchemaField.Optional("onOutOfMemory", Schemas.Choice(Fail, NextFlavor), "Whether a run that was out of memory is tried on the next flavor."));

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

using System.Diagnostics;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Http;

/// <summary>Answers every exception of an HTTP function with problem details. Nothing of an unforeseen one is shown.</summary>
internal sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, context, exception);
        }
    }

    private async Task AnswerAsync(HttpContext http, FunctionContext context, Exception exception)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        var trace = TraceId(context);
        var (problem, headers) = ToProblem(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            LogFailure(exception, context.FunctionDefinition.Name, trace);
        }

        http.Response.Clear();
        foreach (var (name, value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        await (problem with { TraceId = trace }).WriteAsync(http);
    }

    private static (Problem Problem, IReadOnlyDictionary<string, string> Headers) ToProblem(Exception exception)
    {
        var inner = exception is AggregateException { InnerExceptions: [var only] } ? only : exception;
        return inner switch
        {
            ProblemException known => (known.Problem, known.Headers),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                (Problems.TooLarge("The body is larger than this app takes."), NoHeaders),
            BadHttpRequestException bad => (Problems.InvalidRequest(bad.Message), NoHeaders),
            RequestFailedException { Status: 0 or 429 or >= 500 } =>
                (Problems.Unavailable("Storage or the container service does not answer."), RetrySoon),
            _ => (Problems.Internal(), NoHeaders),
        };
    }

    private static readonly Dictionary<string, string> NoHeaders = [];
    private static readonly Dictionary<string, string> RetrySoon = new() { ["Retry-After"] = "5" };

    private static string TraceId(FunctionContext context) =>
        ActivityContext.TryParse(context.TraceContext.TraceParent, null, out var parent) && parent.TraceId != default
            ? parent.TraceId.ToHexString()
            : context.InvocationId;

    [LoggerMessage(LogLevel.Error, "{Function} failed; trace {TraceId}.")]
    private partial void LogFailure(Exception exception, string function, string traceId);
}

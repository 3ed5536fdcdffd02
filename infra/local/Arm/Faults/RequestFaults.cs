using System.Globalization;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Local.Arm.Faults;

/// <summary>Lets requests go wrong as the plan says.</summary>
internal sealed class RequestFaults(RequestDelegate next, FaultPlan plan, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path == FaultRoutes.Path)
        {
            await next(context);
            return;
        }

        var (operation, group) = OperationNames.Of(context.Request.Method, context.Request.Path);
        if (plan.Take(operation, group, FaultKind.Delay) is { } delay)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(delay.Milliseconds), time, context.RequestAborted);
        }

        switch (plan.Take(operation, group, FaultKind.Answer, FaultKind.DropBefore, FaultKind.DropAfter))
        {
            case { Kind: FaultKind.Answer } answer:
                throw Error(context, answer);
            case { Kind: FaultKind.DropBefore }:
                context.Abort();
                break;
            case { Kind: FaultKind.DropAfter }:
                await RunUnheardAsync(context);
                break;
            default:
                await next(context);
                break;
        }
    }

    private async Task RunUnheardAsync(HttpContext context)
    {
        var answer = context.Response.Body;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = answer;
            context.Abort();
        }
    }

    private static ArmException Error(HttpContext context, Fault fault)
    {
        context.Response.Headers["x-emulator-fault"] = nameof(FaultKind.Answer);
        if (fault.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var code = fault.Status switch
        {
            StatusCodes.Status409Conflict => "Conflict",
            StatusCodes.Status429TooManyRequests => "TooManyRequests",
            StatusCodes.Status500InternalServerError => "InternalServerError",
            StatusCodes.Status503ServiceUnavailable => "ServiceUnavailable",
            _ => "InjectedFault",
        };
        return new ArmException(fault.Status, new ArmError(code, "This error was asked for through /faults."));
    }
}

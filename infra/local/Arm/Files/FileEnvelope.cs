using System.Globalization;
using System.Security;
using CloudWorkspaces.Local.Arm.Shares;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Around every request to the Files endpoint: its ids, who asks, and errors in the service's form.</summary>
internal sealed partial class FileEnvelope(
    FileAccessRules access, FileService service, ShareStore store, TimeProvider time, ILogger<FileEnvelope> logger)
{
    private const string OldestVersion = "2019-02-02";

    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        headers["x-ms-version"] = context.Request.Headers["x-ms-version"].FirstOrDefault() ?? OldestVersion;
        headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (context.Request.Headers["x-ms-client-request-id"].FirstOrDefault() is { Length: <= 1024 } id)
        {
            headers["x-ms-client-request-id"] = id;
        }

        try
        {
            var request = FileRequest.Read(context);
            access.Require(request);
            if (!store.HasAccount(request.Account))
            {
                throw new FileException(404, "ResourceNotFound", $"There is no storage account '{request.Account}'.");
            }

            await service.AnswerAsync(request);
        }
        catch (FileException exception)
        {
            await AnswerAsync(context, exception.Status, exception.Code, exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context, exception.StatusCode, "InvalidInput", exception.Message);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            LogFailure(exception, context.Request.Method, context.Request.Path);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, "InternalError", "The emulator failed.");
        }
    }

    private static async Task AnswerAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync(
                $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code>" +
                $"<Message>{SecurityElement.Escape(message)}</Message></Error>");
        }
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailure(Exception exception, string method, string path);
}

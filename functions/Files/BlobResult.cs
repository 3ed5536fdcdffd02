using Azure;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CloudWorkspaces.Files;

/// <summary>
/// A blob as it is sent. One that is changed or removed before anything of it was sent is a 409; later the connection ends.
/// </summary>
internal sealed class BlobResult(Stream content, string contentType) : FileStreamResult(content, contentType)
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.HttpContext;
        try
        {
            await base.ExecuteResultAsync(context);
        }
        catch (RequestFailedException changed) when (!http.Response.HasStarted && changed.Status is >= 400 and < 500)
        {
            await RefuseAsync(http);
            return;
        }

        if (LacksItsBody(http))
        {
            await RefuseAsync(http);
        }
    }

    /// <summary>Whether the content was promised, and the blob has become too short for any of it.</summary>
    private static bool LacksItsBody(HttpContext http) =>
        !http.Response.HasStarted && HttpMethods.IsGet(http.Request.Method) &&
        http.Response is { StatusCode: StatusCodes.Status200OK or StatusCodes.Status206PartialContent, ContentLength: > 0 };

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.Clear();
        return Problems.WrongState("It was written or removed by somebody else while it was read.").WriteAsync(http);
    }
}

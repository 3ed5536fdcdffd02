using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Mvc;

namespace CloudWorkspaces.Functions.Tests.Agents;

/// <summary>What came back: a result, or a problem.</summary>
internal sealed record AgentAnswer(IActionResult? Result, Problem? Problem)
{
    public int Status => Problem?.Status ?? (Result as ObjectResult)?.StatusCode ?? 0;

    public T Value<T>() => Assert.IsType<T>(Assert.IsType<OkObjectResult>(Result).Value);
}

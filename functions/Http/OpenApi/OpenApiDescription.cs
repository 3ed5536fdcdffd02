namespace CloudWorkspaces.Http.OpenApi;

internal sealed class OpenApiDescription : IApiDescription
{
    public string Tag => "description";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("OpenApi", "This description")
            .Header("If-None-Match", Schemas.Text(), "Answers 304 without a body where the description has this tag.")
            .GivesJson(200, "OpenAPI 3.0.", Schemas.Map())
            .GivesNothing(304, "The description has the tag of If-None-Match."),
    ];
}

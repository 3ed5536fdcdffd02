using CloudWorkspaces;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<ProblemMiddleware>();
builder.UseMiddleware<AuthorizationMiddleware>();
builder.UseMiddleware<DotSegments>();
builder.Services.AddCloudWorkspaces();
builder.Build().Run();

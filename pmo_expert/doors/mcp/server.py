"""The server: tools, resources and the prompt of some rules, as the SDK of the protocol serves them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import mcp_types as types
from attrs import frozen
from mcp import MCPError
from mcp.server import Server, ServerRequestContext
from mcp.server.caching import CacheHint

from pmo_expert.doors.journal import Journal, JournalError
from pmo_expert.doors.mcp.prompts import (
    HELP_DECIDE,
    PROMPT_SAYS,
    PROMPT_TITLE,
    SITUATION,
    SITUATION_SAYS,
    help_decide,
    instructions,
)
from pmo_expert.doors.mcp.resources import MARKDOWN, RULE_TEMPLATE, read, readables
from pmo_expert.doors.mcp.tools import AdviserTool, adviser_tools
from pmo_expert.faults import NOWHERE, InputError, fault_at, fault_sentence, fault_sentences
from pmo_expert.knowledge.knowledge import Knowledge
from pmo_expert.logic.checked import DisagreementError
from pmo_expert.logic.choice import EngineUnavailableError
from pmo_expert.logic.diagram import DiagramTooLargeError

NAME = "pmo-expert"
HINTS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
AN_HOUR = CacheHint(ttl_ms=3_600_000, scope="public")
"""How long lists and pages may be kept: they stay as they are while the server runs."""

Context = ServerRequestContext[Any]
Paging = types.PaginatedRequestParams | None


@frozen
class Handlers:
    """What answers each request; the same request has the same answer, whoever asks and whatever was asked before."""

    knowledge: Knowledge
    tools: Mapping[str, AdviserTool]
    listed: types.ListToolsResult

    async def list_tools(self, _: Context, __: Paging) -> types.ListToolsResult:
        return self.listed

    async def call_tool(self, _: Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        """Return what a tool returns; faults of its arguments are its result too, so that an assistant can mend them.

        Raises MCPError when there is no such tool.
        """
        tool = self.tools.get(asked.name)
        if tool is None:
            raise _invalid(fault_sentence(fault_at(NOWHERE, "there is no tool", found=asked.name, allowed=self.tools)))
        return await asyncio.to_thread(_called, tool, asked.arguments or {})

    async def list_resources(self, _: Context, __: Paging) -> types.ListResourcesResult:
        resources = [
            types.Resource(uri=one.uri, name=one.name, title=one.title, mime_type=MARKDOWN)
            for one in readables(self.knowledge)
        ]
        return types.ListResourcesResult(resources=resources)

    async def list_resource_templates(self, _: Context, __: Paging) -> types.ListResourceTemplatesResult:
        template = types.ResourceTemplate(
            uri_template=RULE_TEMPLATE, name="rule", title="A rule by its id", mime_type=MARKDOWN
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(self, _: Context, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """Return a page as Markdown. Raises MCPError when there is none at the address."""
        try:
            page = read(self.knowledge, asked.uri)
        except InputError as error:
            raise _invalid(str(error)) from None
        contents = types.TextResourceContents(uri=asked.uri, mime_type=MARKDOWN, text=page)
        return types.ReadResourceResult(contents=[contents])

    async def list_prompts(self, _: Context, __: Paging) -> types.ListPromptsResult:
        said = types.PromptArgument(name=SITUATION, description=SITUATION_SAYS, required=False)
        prompt = types.Prompt(name=HELP_DECIDE, title=PROMPT_TITLE, description=PROMPT_SAYS, arguments=[said])
        return types.ListPromptsResult(prompts=[prompt])

    async def get_prompt(self, _: Context, asked: types.GetPromptRequestParams) -> types.GetPromptResult:
        """Return the prompt. Raises MCPError when there is no such prompt or argument."""
        given = asked.arguments or {}
        faults = [
            fault_at(NOWHERE, "there is no argument", found=name, allowed=[SITUATION])
            for name in given
            if name != SITUATION
        ]
        if asked.name != HELP_DECIDE:
            faults = [fault_at(NOWHERE, "there is no prompt", found=asked.name, allowed=[HELP_DECIDE])]
        if faults:
            raise _invalid("\n".join(fault_sentences(faults)))
        content = types.TextContent(text=help_decide(self.knowledge, given.get(SITUATION, "")))
        message = types.PromptMessage(role="user", content=content)
        return types.GetPromptResult(description=PROMPT_SAYS, messages=[message])


def make_server(knowledge: Knowledge, journal: Journal | None = None) -> Server[Any]:
    """Return the server for some rules; without a journal it keeps nothing of what it is told."""
    tools = {tool.name: tool for tool in adviser_tools(knowledge, journal)}
    handlers = Handlers(knowledge, tools, types.ListToolsResult(tools=[_told(tool) for tool in tools.values()]))
    return Server(
        NAME,
        version=version(NAME),
        title=knowledge.title,
        instructions=instructions(knowledge),
        cache_hints={
            "tools/list": AN_HOUR,
            "prompts/list": AN_HOUR,
            "resources/list": AN_HOUR,
            "resources/templates/list": AN_HOUR,
            "resources/read": AN_HOUR,
        },
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_resource_templates,
        on_read_resource=handlers.read_resource,
        on_list_prompts=handlers.list_prompts,
        on_get_prompt=handlers.get_prompt,
    )


def _told(tool: AdviserTool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema,
        output_schema=tool.output_schema,
        annotations=HINTS,
    )


def _called(tool: AdviserTool, arguments: Mapping[str, Any]) -> types.CallToolResult:
    import msgspec

    try:
        encoded = msgspec.json.encode(tool.call(arguments)).decode()
    except InputError as error:
        return _failed("\n".join(fault_sentences(error.faults)))
    except (EngineUnavailableError, DiagramTooLargeError, DisagreementError, JournalError) as error:
        return _failed(str(error))
    return types.CallToolResult(content=[types.TextContent(text=encoded)], structured_content=json.loads(encoded))


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=message)], is_error=True)


def _invalid(message: str) -> MCPError:
    return MCPError(types.INVALID_PARAMS, message)

"""XML that may be hostile: without entities, documents from elsewhere, or nesting beyond reason."""

from __future__ import annotations

from typing import Any

from lxml import etree

from qa.errors import SourceError


def xml_tree(content: bytes) -> etree._Element:
    """Raises SourceError where it is no XML, or defines entities."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("damaged: the XML in it cannot be read") from error
    definitions: Any = root.getroottree().docinfo.internalDTD
    if definitions is not None and definitions.entities():
        raise SourceError("not read: its XML defines entities")
    return root

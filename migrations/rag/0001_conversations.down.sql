DROP TABLE conversation_chunks;
DROP TABLE conversations;
